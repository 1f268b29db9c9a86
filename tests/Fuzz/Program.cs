using System.Diagnostics;
using System.Globalization;
using Fuzzing;

// dotnet run --project tests/Fuzz -c Release -- [count] [seed] [reader …]
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var targets = FuzzTargets.All.Where(target => args.Length < 3 || args.AsSpan(2).Contains(target.Name)).ToList();
if (targets.Count == 0)
{
    Console.Error.WriteLine($"There is no reader of that name. There are: {string.Join(", ", FuzzTargets.All)}");
    return 2;
}

var failed = 0;
foreach (var target in targets)
{
    var started = Stopwatch.GetTimestamp();
    var result = Fuzzer.Run(target, count, seed);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{target.Name,-16} {count,9:N0} inputs: {result.Read,8:N0} read, {result.Refused,8:N0} refused, {result.Failures.Count} crashes; at most {result.MostAllocated / 1e6:0.0} MB for one, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
    foreach (var failure in result.Failures)
    {
        var path = Path.GetFullPath(Path.Combine("runs", "fuzz", $"{target.Name}-{seed}-{failure.Input}"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, failure.Content);
        Console.Error.WriteLine($"  input {failure.Input}, kept as {path}: {failure.Problem.Split('\n')[0]}");
    }

    failed += result.Failures.Count;
}

return failed == 0 ? 0 : 1;
