namespace TorchSharp.Engine;

/// <summary>Whether this thread records operations for backward.</summary>
internal static class GradMode
{
    [ThreadStatic]
    private static bool t_disabled;

    [ThreadStatic]
    private static bool t_inference;

    internal static bool Enabled
    {
        get => !t_disabled;
        set => t_disabled = !value;
    }

    internal static bool Inference => t_inference;

    /// <summary>Sets the mode until the result is disposed; the mode before is restored then.</summary>
    internal static IDisposable Set(bool enabled, bool? inference = null)
    {
        var guard = new Guard(t_disabled, t_inference);
        t_disabled = !enabled;
        t_inference = inference ?? t_inference;
        return guard;
    }

    private sealed class Guard(bool disabled, bool inference) : IDisposable
    {
        private bool _done;

        public void Dispose()
        {
            if (_done) return;
            _done = true;
            t_disabled = disabled;
            t_inference = inference;
        }
    }
}
