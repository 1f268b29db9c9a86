namespace TorchSharp;

/// <summary>The dispose scopes of the current thread, innermost first.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? t_current;

    [ThreadStatic]
    private static ThreadDisposeScopeStatistics? t_statistics;

    public static ThreadDisposeScopeStatistics Statistics => t_statistics ??= new ThreadDisposeScopeStatistics();

    internal static DisposeScope? Current => t_current;

    internal static DisposeScope Open()
    {
        t_current = new DisposeScope(t_current);
        return t_current;
    }

    /// <summary>Closes a scope: its outer scope takes its place, wherever in the chain it stood.</summary>
    internal static void Close(DisposeScope scope)
    {
        if (t_current == scope)
        {
            t_current = scope.Outer;
            return;
        }

        for (var inner = t_current; inner is not null; inner = inner.Outer)
        {
            if (inner.Outer != scope) continue;
            inner.Outer = scope.Outer;
            return;
        }
    }

    /// <summary>Until the result is disposed, new tensors of this thread join no scope.</summary>
    internal static IDisposable Suspend() => new Suspension();

    /// <summary>Makes <paramref name="scope"/> the current scope and returns the one before.</summary>
    internal static DisposeScope? Exchange(DisposeScope? scope)
    {
        var before = t_current;
        t_current = scope;
        return before;
    }

    internal static void Register(torch.Tensor tensor)
    {
        if (t_current is { } scope)
        {
            scope.Add(tensor);
            tensor.Scope = scope;
            Statistics.TensorStatistics.CreatedInScopeCount++;
        }
        else
        {
            Statistics.TensorStatistics.CreatedOutsideScopeCount++;
        }
    }

    internal static void Forget(torch.Tensor tensor)
    {
        if (tensor.Scope is { } scope)
        {
            scope.Remove(tensor);
            tensor.Scope = null;
            Statistics.TensorStatistics.DisposedInScopeCount++;
        }
        else
        {
            Statistics.TensorStatistics.DisposedOutsideScopeCount++;
        }
    }

    private sealed class Suspension : IDisposable
    {
        private readonly DisposeScope? _suspended = t_current;

        internal Suspension() => t_current = null;

        public void Dispose() => t_current = _suspended;
    }
}
