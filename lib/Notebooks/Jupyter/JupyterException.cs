namespace Notebooks.Jupyter;

/// <summary>Jupyter asks for something that this kernel cannot or must not do; the message says what, and what to do.</summary>
public sealed class JupyterException(string message) : Exception(message);
