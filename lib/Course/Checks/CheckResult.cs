namespace Course.Checks;

/// <summary>One line of <c>course doctor</c>.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Found">Whether it is there.</param>
/// <param name="Detail">What was found, or what the lack of it means.</param>
/// <param name="Fix">What to do when it is missing.</param>
/// <param name="Required">False for what a lesson can do without.</param>
internal sealed record CheckResult(string Name, bool Found, string Detail, string Fix, bool Required = true);
