namespace TransferLearning.Web.Serving;

/// <summary>A loaded classifier, as the server needs it. Encoding and scoring may be called from any thread.</summary>
internal interface ITextClassifier : IDisposable
{
    /// <summary>What <c>GET /models</c> tells of it.</summary>
    ClassifierInfo Info { get; }

    /// <summary>The id that stands for a word which is covered up; the mask's, or that of the unknown token where there is no mask.</summary>
    int CoverTokenId { get; }

    /// <summary>Makes tokens of a text and cuts what is too long for the model.</summary>
    EncodedReview Encode(string text);

    /// <summary>Runs texts of any lengths through the model together.</summary>
    /// <returns>For each text, in the same order, the probability of each label by its id.</returns>
    IReadOnlyList<float[]> Score(IReadOnlyList<ModelInput> texts);
}
