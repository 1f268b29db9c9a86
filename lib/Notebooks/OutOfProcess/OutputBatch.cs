using System.Text;
using Notebooks.Sessions;

namespace Notebooks.OutOfProcess;

/// <summary>Events to send together. What was written to one stream without a pause becomes one text.</summary>
internal sealed class OutputBatch
{
    private const int MostCharacters = 256 * 1024;
    private const int MostEvents = 1000;

    private readonly StringBuilder _text = new();
    private List<CellEvent> _events = [];
    private string? _streamName;

    public bool IsFull => _text.Length >= MostCharacters || _events.Count >= MostEvents;

    public void Add(IEnumerable<CellEvent> events)
    {
        foreach (var output in events)
        {
            if (output is not StreamWritten written)
            {
                EndText();
                _events.Add(output);
                continue;
            }

            if (_streamName != written.StreamName)
                EndText();
            _streamName = written.StreamName;
            _text.Append(written.Text);
        }
    }

    /// <summary>Empties the batch.</summary>
    public IReadOnlyList<CellEvent> Take()
    {
        EndText();
        var events = _events;
        _events = [];
        return events;
    }

    private void EndText()
    {
        if (_text.Length > 0)
            _events.Add(new StreamWritten(_streamName!, _text.ToString()));
        _text.Clear();
    }
}
