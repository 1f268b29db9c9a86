using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Notebooks.CSharp;
using Notebooks.Sessions;

namespace Notebooks.OutOfProcess;

/// <summary>
/// The process in which another process's cells run. It ends when that process does, whatever its cells are doing.
/// </summary>
public sealed class SessionServer
{
    private readonly MessageChannel _owner;
    private readonly CSharpSession _session;
    private readonly Channel<SessionMessage> _outgoing = Channel.CreateUnbounded<SessionMessage>(new() { SingleReader = true });
    private Action? _interrupt;
    private TaskCompletionSource<string?>? _input;

    private SessionServer(MessageChannel owner, CSharpSession session)
    {
        _owner = owner;
        _session = session;
    }

    /// <summary>Serves the owner that made a pipe, until it is gone.</summary>
    /// <param name="pipeName">The pipe's name.</param>
    public static async Task RunAsync(string pipeName)
    {
        // Ctrl-C is for the owner, which interrupts the cell or ends this process.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);

        var pipe = new NamedPipeClientStream(".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await pipe.ConnectAsync().ConfigureAwait(false);
        using var owner = new MessageChannel(pipe);
        _ = Task.Run(CSharpSession.WarmUp);

        var server = new SessionServer(owner, new CSharpSession());
        _ = server.SendAsync();
        while (await owner.ReceiveAsync().ConfigureAwait(false) is { } message)
            server.Handle(message);

        // Cells may have left threads behind that never end.
        Environment.Exit(0);
    }

    private void Handle(SessionMessage message)
    {
        switch (message)
        {
            case RunCell cell:
                var running = new CancellationTokenSource();
                _interrupt = running.Cancel;
                _ = RunAsync(cell, running.Token);
                break;
            case InterruptCell:
                _interrupt?.Invoke();
                break;
            case GiveInput input:
                _input?.TrySetResult(input.Text);
                break;
            case Question question:
                _ = AnswerAsync(question);
                break;
        }
    }

    private async Task RunAsync(RunCell cell, CancellationToken cancellationToken)
    {
        var request = new CellRequest(cell.Code) { Label = cell.Label, AnswerInput = cell.CanAsk ? AskAsync : null };
        var result = await _session.ExecuteAsync(request, output => _outgoing.Writer.TryWrite(new CellOutputs([output])), cancellationToken).ConfigureAwait(false);
        _outgoing.Writer.TryWrite(new CellEnded(result));
    }

    private async Task<string?> AskAsync(InputRequest request, CancellationToken cancellationToken)
    {
        _input = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _outgoing.Writer.TryWrite(new CellWantsInput(request));
        return await _input.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task AnswerAsync(Question question)
    {
        Answer answer;
        try
        {
            answer = question switch
            {
                AskForCompletions ask => new(ask.Id, Completions: await _session.CompleteAsync(ask.Code, ask.Position).ConfigureAwait(false)),
                AskForHelp ask => new(ask.Id, Help: await _session.InspectAsync(ask.Code, ask.Position).ConfigureAwait(false)),
                AskForDiagnostics ask => new(ask.Id, Diagnostics: await _session.DiagnoseAsync(ask.Code).ConfigureAwait(false)),
                AskForCompleteness ask => new(ask.Id, Completeness: await _session.CheckCompletenessAsync(ask.Code).ConfigureAwait(false)),
                _ => new(question.Id),
            };
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The compiler fails on some half-written code; whoever writes it gets no help there, and goes on.
            await Console.Error.WriteLineAsync($"No answer about a cell: {error}").ConfigureAwait(false);
            answer = new(question.Id);
        }

        _outgoing.Writer.TryWrite(answer);
    }

    private async Task SendAsync()
    {
        var reader = _outgoing.Reader;
        var batch = new OutputBatch();
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out var message))
            {
                for (; message is CellOutputs outputs && !batch.IsFull; message = reader.TryRead(out var next) ? next : null)
                    batch.Add(outputs.Events);
                if (batch.Take() is { Count: > 0 } events)
                    await _owner.SendAsync(new CellOutputs(events)).ConfigureAwait(false);
                if (message is not null)
                    await _owner.SendAsync(message).ConfigureAwait(false);
            }
        }
    }
}
