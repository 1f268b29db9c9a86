using System.Text;
using Notebooks.Documents;
using Notebooks.Sessions;

namespace Notebooks.Running;

/// <summary>Turns the events of running cells into the outputs that a notebook stores.</summary>
internal sealed class OutputCollector
{
    private readonly Dictionary<string, (NotebookCell Cell, int Index)> _displays = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();
    private NotebookCell? _cell;
    private int _executionCount;
    private string? _streamName;

    private NotebookCell Cell => _cell ?? throw new InvalidOperationException("No cell was begun.");

    /// <summary>Goes on to the next cell.</summary>
    public void Begin(NotebookCell cell, int executionCount)
    {
        _cell = cell;
        _executionCount = executionCount;
        cell.Outputs.Clear();
        cell.ExecutionCount = executionCount;
    }

    /// <summary>Takes one event of the cell that was begun last.</summary>
    public void Add(CellEvent cellEvent)
    {
        if (cellEvent is StreamWritten written)
        {
            if (_streamName != written.StreamName)
                FlushStream();
            _streamName = written.StreamName;
            _text.Append(written.Text);
            return;
        }

        FlushStream();
        switch (cellEvent)
        {
            case ValueDisplayed displayed:
                _displays[displayed.DisplayId] = (Cell, Cell.Outputs.Count);
                Cell.Outputs.Add(CellOutput.Display(displayed.Data));
                break;
            case DisplayUpdated updated when _displays.TryGetValue(updated.DisplayId, out var place):
                place.Cell.Outputs[place.Index] = CellOutput.Display(updated.Data);
                break;
            case ResultProduced result:
                Cell.Outputs.Add(CellOutput.Result(result.Data, _executionCount));
                break;
        }
    }

    /// <summary>Ends the cell.</summary>
    public void End(CellError? error)
    {
        FlushStream();
        if (error is not null)
            Cell.Outputs.Add(CellOutput.Error(error.Name, error.Message, error.Traceback));
    }

    // One output for all that was written to one stream without a pause, however many writes that were.
    private void FlushStream()
    {
        if (_text.Length == 0)
            return;
        Cell.Outputs.Add(CellOutput.Stream(_streamName!, TerminalText.Settle(_text.ToString())));
        _text.Clear();
    }
}
