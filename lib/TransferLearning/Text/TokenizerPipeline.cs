namespace TransferLearning.Text;

/// <summary>One way from text to tokens and back, without special tokens: normalize, split into words, cut the words.</summary>
internal abstract class TokenizerPipeline
{
    /// <summary>Appends the tokens of a stretch of text.</summary>
    /// <param name="text">A stretch of the text that holds no special token.</param>
    /// <param name="offset">Where the stretch begins in the text.</param>
    /// <param name="tokens">Receives the tokens.</param>
    public abstract void Tokenize(ReadOnlySpan<char> text, int offset, TokenBuffer tokens);

    /// <summary>Joins tokens to text.</summary>
    public abstract string Join(IReadOnlyList<string> tokens, bool cleanUp);

    /// <summary>Takes white space that belongs to a token off its stretch.</summary>
    /// <returns>The part of the stretch that offsets tell.</returns>
    public virtual TextSpan Trim(string token, TextSpan span) => span;
}
