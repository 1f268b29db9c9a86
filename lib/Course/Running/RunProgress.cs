using System.Diagnostics;
using System.Globalization;
using Course.Terminal;
using Notebooks.Running;
using Notebooks.Sessions;
using Spectre.Console;

namespace Course.Running;

/// <summary>Tells how a lesson's run goes: a bar on a terminal, a line for each cell elsewhere.</summary>
internal sealed class RunProgress(CourseTerminal terminal, string lesson, ProgressTask? bar) : IProgress<NotebookProgress>
{
    private readonly Stopwatch _cell = new();

    public void Report(NotebookProgress value)
    {
        switch (value)
        {
            case CellStarted started:
                _cell.Restart();
                if (bar is not null)
                {
                    bar.MaxValue = started.Count;
                    bar.Description = $"{Markup.Escape(lesson)}  cell {started.Number}/{started.Count}";
                }

                break;

            case CellFinished finished when bar is not null:
                bar.Value = finished.Number;
                break;

            case CellFinished finished:
                terminal.Line(string.Create(CultureInfo.InvariantCulture,
                    $"{lesson}  cell {finished.Number}/{finished.Count}  {_cell.Elapsed.TotalSeconds,6:0.0} s  {Outcome(finished.Result)}"));
                break;
        }
    }

    private static string Outcome(CellResult result) => result.Error is null ? "ok" : $"{result.Error.Name}: {result.Error.Message}";
}
