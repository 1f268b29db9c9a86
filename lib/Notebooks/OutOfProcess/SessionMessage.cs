using System.Text.Json.Serialization;
using Notebooks.Sessions;

namespace Notebooks.OutOfProcess;

/// <summary>What a session's owner and the process that runs its cells tell each other.</summary>
[JsonDerivedType(typeof(RunCell), "run")]
[JsonDerivedType(typeof(InterruptCell), "interrupt")]
[JsonDerivedType(typeof(GiveInput), "input")]
[JsonDerivedType(typeof(AskForCompletions), "complete")]
[JsonDerivedType(typeof(AskForHelp), "inspect")]
[JsonDerivedType(typeof(AskForDiagnostics), "diagnose")]
[JsonDerivedType(typeof(AskForCompleteness), "check")]
[JsonDerivedType(typeof(CellOutputs), "outputs")]
[JsonDerivedType(typeof(CellWantsInput), "ask")]
[JsonDerivedType(typeof(CellEnded), "ended")]
[JsonDerivedType(typeof(Answer), "answer")]
internal abstract record SessionMessage;

/// <summary>To the process: run a cell.</summary>
internal sealed record RunCell(string Code, string? Label, bool CanAsk) : SessionMessage;

/// <summary>To the process: interrupt the running cell, if one runs.</summary>
internal sealed record InterruptCell : SessionMessage;

/// <summary>To the process: the line that the running cell asked for; null for the end of the input.</summary>
internal sealed record GiveInput(string? Text) : SessionMessage;

/// <summary>To the process: a question about a cell that is being written, to be answered under the same number.</summary>
internal abstract record Question(int Id, string Code) : SessionMessage;

internal sealed record AskForCompletions(int Id, string Code, int Position) : Question(Id, Code);

internal sealed record AskForHelp(int Id, string Code, int Position) : Question(Id, Code);

internal sealed record AskForDiagnostics(int Id, string Code) : Question(Id, Code);

internal sealed record AskForCompleteness(int Id, string Code) : Question(Id, Code);

/// <summary>From the process: what the running cell put out, in order.</summary>
internal sealed record CellOutputs(IReadOnlyList<CellEvent> Events) : SessionMessage;

/// <summary>From the process: the running cell reads the console.</summary>
internal sealed record CellWantsInput(InputRequest Request) : SessionMessage;

/// <summary>From the process: the cell's end.</summary>
internal sealed record CellEnded(CellResult Result) : SessionMessage;

/// <summary>From the process: the answer to a question, in the field that fits it.</summary>
internal sealed record Answer(
    int Id,
    CompletionList? Completions = null,
    CodeHelp? Help = null,
    IReadOnlyList<CodeDiagnostic>? Diagnostics = null,
    CodeCompleteness? Completeness = null) : SessionMessage;

// Made when the library is compiled, because a new process has no time to make it.
[JsonSourceGenerationOptions(Converters = [typeof(MimeBundleConverter)])]
[JsonSerializable(typeof(SessionMessage))]
internal sealed partial class SessionJson : JsonSerializerContext;
