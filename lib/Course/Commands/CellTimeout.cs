using System.CommandLine;

namespace Course.Commands;

/// <summary>The option <c>--timeout</c> of the commands that run notebooks.</summary>
internal static class CellTimeout
{
    private const int DefaultSeconds = 900;

    public static Option<int> Option()
    {
        var option = new Option<int>("--timeout") { Description = "The longest that one cell may take, in seconds.", DefaultValueFactory = _ => DefaultSeconds };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() <= 0)
                result.AddError("--timeout wants a positive number of seconds.");
        });
        return option;
    }

    public static TimeSpan Of(ParseResult parsed, Option<int> option) => TimeSpan.FromSeconds(parsed.GetValue(option));
}
