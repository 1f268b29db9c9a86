using System.Text.Json.Serialization;
using Notebooks.Documents;

namespace Notebooks.Sessions;

/// <summary>Something that a running cell put out.</summary>
[JsonDerivedType(typeof(StreamWritten), "stream")]
[JsonDerivedType(typeof(ValueDisplayed), "display")]
[JsonDerivedType(typeof(DisplayUpdated), "update")]
[JsonDerivedType(typeof(ResultProduced), "result")]
public abstract record CellEvent;

/// <summary>Text written to standard output or standard error.</summary>
/// <param name="StreamName"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">What was written.</param>
public sealed record StreamWritten(string StreamName, string Text) : CellEvent;

/// <summary>A value was displayed.</summary>
/// <param name="DisplayId">Names the display, so that it can be updated later.</param>
/// <param name="Data">The value's representations.</param>
public sealed record ValueDisplayed(string DisplayId, MimeBundle Data) : CellEvent;

/// <summary>A display made earlier, perhaps by an earlier cell, shows another value now.</summary>
/// <param name="DisplayId">The display's name.</param>
/// <param name="Data">The new value's representations.</param>
public sealed record DisplayUpdated(string DisplayId, MimeBundle Data) : CellEvent;

/// <summary>The cell's last expression had a value.</summary>
/// <param name="Data">The value's representations.</param>
public sealed record ResultProduced(MimeBundle Data) : CellEvent;
