using Notebooks.Formatting;

namespace Notebooks.Sessions;

/// <summary>A display that can show another value later.</summary>
public sealed class DisplayedValue
{
    internal DisplayedValue(string displayId) => DisplayId = displayId;

    /// <summary>Names the display within its session.</summary>
    public string DisplayId { get; }

    /// <summary>Shows another value in the same place. Outside a running cell it does nothing.</summary>
    public void Update(object? value) =>
        SessionOutput.Current?.Update(this, ValueFormatter.Format(value));
}
