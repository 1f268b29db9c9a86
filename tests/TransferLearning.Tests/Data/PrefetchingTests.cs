using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class PrefetchingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_items_come_in_their_order(int ahead) => Assert.Equal(Enumerable.Range(0, 100), Enumerable.Range(0, 100).Prefetch(ahead));

    [Fact]
    public void The_items_are_made_on_another_thread_but_for_zero_ahead()
    {
        static IEnumerable<int> Threads()
        {
            yield return Environment.CurrentManagedThreadId;
        }

        Assert.NotEqual(Environment.CurrentManagedThreadId, Threads().Prefetch(1).Single());
        Assert.Equal(Environment.CurrentManagedThreadId, Threads().Prefetch(0).Single());
    }

    [Fact]
    public void An_error_comes_after_the_items_before_it()
    {
        static IEnumerable<int> Broken()
        {
            yield return 1;
            throw new InvalidOperationException("broken");
        }

        var taken = new List<int>();
        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var item in Broken().Prefetch(3)) taken.Add(item);
        });

        Assert.Equal("broken", error.Message);
        Assert.Equal([1], taken);
    }

    [Fact]
    public void Whoever_stops_taking_ends_the_sequence()
    {
        var ended = false;
        IEnumerable<int> Endless()
        {
            try
            {
                for (var i = 0; ; i++) yield return i;
            }
            finally
            {
                ended = true;
            }
        }

        Assert.Equal([0, 1, 2], Endless().Prefetch(2).Take(3));
        Assert.True(ended);
    }
}
