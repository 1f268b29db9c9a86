using System.Text.RegularExpressions;
using CourseProgram;
using TransferLearning.Data;

namespace Lessons.Tests;

/// <summary>Holds <c>data/spam</c> to what its data card promises.</summary>
public sealed partial class ShippedMessagesTests
{
    private static readonly Dataset s_messages = DatasetReader.Read(CourseProcess.PathOf("data", "spam", "messages.csv")).Train;

    private static readonly IReadOnlyList<int> s_groups = NearDuplicates.Group([.. s_messages.Select(message => message.Text)]);

    [Fact]
    public void There_are_as_many_as_the_card_says()
    {
        Assert.Equal(["ham", "spam"], s_messages.LabelNames);
        Assert.Equal([414, 264], s_messages.LabelCounts);
        Assert.Equal(530, s_groups.Distinct().Count());
    }

    [Fact]
    public void Each_is_a_clean_short_text() => Assert.All(s_messages, message =>
    {
        Assert.Equal(message.Text.Trim(), message.Text);
        Assert.DoesNotContain('\n', message.Text);
        Assert.InRange(message.Text.Split(' ').Length, 5, 60);
    });

    [Fact]
    public void None_holds_a_web_address_a_mail_address_or_a_telephone_number() =>
        Assert.All(s_messages, message => Assert.DoesNotMatch(AddressOrNumber(), message.Text));

    [Fact]
    public void No_group_of_near_duplicates_has_two_labels() =>
        Assert.All(s_messages.Index().GroupBy(entry => s_groups[entry.Index]), group => Assert.Single(group.Select(entry => entry.Item.Label).Distinct()));

    [Fact]
    public void Duplicates_are_more_frequent_among_spam()
    {
        var unique = s_messages.Select(s_groups.Distinct());
        Assert.True(unique.ClassBalance["spam"] < s_messages.ClassBalance["spam"] - 0.05);
    }

    [GeneratedRegex(@"@|https?:|www\.|\+?\d[\d /-]{7,}\d")]
    private static partial Regex AddressOrNumber();
}
