using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Notebooks.Sessions;

namespace Notebooks.CSharp;

/// <summary>
/// Turns an exception into a cell error: the cell's own lines by number, library methods by name, none of the host's frames and no
/// path of this machine.
/// </summary>
internal static partial class ExceptionReport
{
    public static CellError Describe(Exception exception, CellPlace place, SessionLoadContext loader)
    {
        exception = Unwrap(exception);
        var frames = Frames(exception, loader);
        var traceback = new List<string> { $"{NameOf(exception)}: {exception.Message}" };
        traceback.AddRange(frames.Select(frame => $"   at {frame.Text}"));
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            traceback.Add($" ---> {NameOf(inner)}: {inner.Message}");
            traceback.AddRange(Frames(inner, loader).Select(frame => $"   at {frame.Text}"));
        }

        var line = frames.FirstOrDefault(frame => frame.File == place.Label && frame.Line > 0).Line;
        return new(NameOf(exception), exception.Message, traceback, line > 0 && !place.IsImported ? line : null);
    }

    // A task that was waited for, or reflection, wraps the exception that the student threw.
    private static Exception Unwrap(Exception exception)
    {
        while (exception is AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException { InnerException: not null })
            exception = exception.InnerException!;
        return exception;
    }

    private static string NameOf(Exception exception) => ReadableType(exception.GetType());

    private static List<(string Text, string? File, int Line)> Frames(Exception exception, SessionLoadContext loader)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();

        // Below the last frame of the cell there is only this library.
        var last = Array.FindLastIndex(frames, frame => loader.IsCell(AssemblyOf(frame)));
        return [.. frames.Take(last + 1).Where(IsOfInterest).Select(frame => Describe(frame, loader))];
    }

    private static (string Text, string? File, int Line) Describe(StackFrame frame, SessionLoadContext loader)
    {
        var method = frame.GetMethod()!;
        if (!loader.IsCell(AssemblyOf(frame)))
            return ($"{ReadableType(method.DeclaringType)}.{ReadableMethod(method)}", null, 0);

        var file = frame.GetFileName();
        var line = frame.GetFileLineNumber();
        var place = file is null ? "the cell" : $"{Path.GetFileName(file)}, line {line}";
        return (ReadableMethod(method) is "<Initialize>" or "<Main>" or "<Factory>" ? place : $"{Qualified(method)}, {place}", file, line);
    }

    // A function of the cell belongs to the class that the compiler wraps around the cell; only the student's own types are named.
    private static string Qualified(MethodBase method)
    {
        var type = method.DeclaringType;
        while (type is not null && CompilerMade().IsMatch(type.Name))
            type = type.DeclaringType;
        var name = ReadableMethod(method);
        return type is null || CellClass().IsMatch(type.Name) ? $"{name}(…)" : $"{ReadableType(type)}.{name}(…)";
    }

    private static string ReadableMethod(MethodBase method)
    {
        // <Name>d__1.MoveNext is an async method or an iterator, <Name>g__Local|0_1 a local function, <Name>b__0 a lambda in Name.
        var name = method.Name is "MoveNext" && method.DeclaringType is { } machine && machine.Name.StartsWith('<')
            ? machine.Name
            : method.Name;
        if (LocalFunction().Match(name) is { Success: true } local)
            return local.Groups[1].Value;
        if (Wrapped().Match(name) is { Success: true } wrapped)
            return name.Contains(">b__", StringComparison.Ordinal) && !wrapped.Groups[1].Value.StartsWith('<')
                ? $"{wrapped.Groups[1].Value}, lambda"
                : wrapped.Groups[1].Value;
        return name;
    }

    private static string ReadableType(Type? type)
    {
        while (type is { DeclaringType: { } outer } && CompilerMade().IsMatch(type.Name))
            type = outer;
        if (type is null)
            return "?";
        var name = (type.FullName ?? type.Name).Split('[')[0];
        return CellClassPrefix().Replace(Arity().Replace(name, ""), "").Replace('+', '.');
    }

    private static bool IsOfInterest(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.Namespace is not ("System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices");

    private static Assembly? AssemblyOf(StackFrame frame) => frame.GetMethod()?.Module.Assembly;

    [GeneratedRegex(@"^<.*>g__(.+?)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^<(<?[^<>]+>?)>(?:d__|b__)")]
    private static partial Regex Wrapped();

    [GeneratedRegex("^<")]
    private static partial Regex CompilerMade();

    [GeneratedRegex(@"^Cell\d+$")]
    private static partial Regex CellClass();

    [GeneratedRegex(@"^Cell\d+\+")]
    private static partial Regex CellClassPrefix();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
