namespace TransferLearning.Charts;

/// <summary>
/// Tells a .NET Interactive host where the formatters of a type are. The host matches the attribute and its properties by
/// name, so the library needs no reference to the host.
/// </summary>
/// <param name="formatterSourceType">A class with a parameterless constructor and a method <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class whose <c>CreateTypeFormatters()</c> the host calls.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The MIME types that the host shows, best first.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
