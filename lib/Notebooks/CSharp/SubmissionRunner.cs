using System.Reflection;
using Notebooks.Formatting;

namespace Notebooks.CSharp;

/// <summary>Loads compiled cells and runs them over the state that earlier cells left.</summary>
internal sealed class SubmissionRunner(SessionLoadContext loader)
{
    // The compiler numbers the cells that hold code; each finds the ones before it in this array. Slot 0 is for host objects.
    private object?[] _states = new object?[16];
    private int _count = 1;

    /// <summary>Loads a cell and gives the delegate that runs it.</summary>
    public Func<Task<object?>> Prepare(CompiledSubmission submission)
    {
        using var assembly = new MemoryStream(submission.Assembly);
        using var symbols = new MemoryStream(submission.Symbols);
        var type = loader.LoadCell(assembly, symbols).GetType(submission.TypeName, throwOnError: true)!;
        var entry = type.GetMethod(submission.MethodName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();

        if (++_count == _states.Length)
            Array.Resize(ref _states, 2 * _states.Length);
        var states = _states;
        return () => entry(states);
    }

    /// <summary>The variables that cells declared: name, type and value; of the same name the latest.</summary>
    public IReadOnlyList<Variable> Variables()
    {
        var variables = new Dictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var state in _states.OfType<object>())
        {
            foreach (var field in state.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                // The compiler's own fields have names that C# does not allow.
                if (!field.Name.StartsWith('<'))
                    variables[field.Name] = new(field.Name, TypeNames.Readable(field.FieldType), field.GetValue(state));
            }
        }

        return [.. variables.Values];
    }
}

/// <summary>A variable of the session.</summary>
internal sealed record Variable(string Name, string Type, object? Value);
