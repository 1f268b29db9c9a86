using System.Runtime.InteropServices;
using TorchSharp.Engine;

namespace TorchSharp.Tests.Memory;

/// <summary>The checking allocator checks: its blocks are used here directly, whether or not the engine runs on it.</summary>
public sealed unsafe class GuardedMemoryTests
{
    private const long Bytes = 100;

    [Fact]
    public void A_new_block_is_not_a_number_anywhere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guard pages are made by Linux's calls.");
        byte* block = GuardedMemory.Allocate(Bytes);
        foreach (float value in MemoryMarshal.Cast<byte, float>(new ReadOnlySpan<byte>(block, (int)Bytes))) Assert.True(float.IsNaN(value));
        GuardedMemory.Free(block, Bytes);
    }

    [Fact]
    public void Writing_before_a_block_is_noticed_at_its_release()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guard pages are made by Linux's calls.");
        byte* block = GuardedMemory.Allocate(Bytes);
        block[-4] = 1;
        var error = Assert.Throws<InvalidOperationException>(() => GuardedMemory.Free(block, Bytes));
        Assert.Contains("100 bytes", error.Message);
        Assert.Contains("4 bytes before", error.Message);
    }

    [Fact]
    public void Nobody_can_touch_what_lies_behind_a_block_or_a_released_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guard pages are made by Linux's calls.");
        byte* block = GuardedMemory.Allocate(Bytes);
        Assert.True(SystemCanRead(block));
        Assert.True(SystemCanRead(block + Bytes - 1));
        Assert.False(SystemCanRead(block + Bytes));
        GuardedMemory.Free(block, Bytes);
        Assert.False(SystemCanRead(block));
    }

    /// <summary>The system refuses to write bytes to a file that the process may not read, where reading them here would end the process.</summary>
    private static bool SystemCanRead(byte* address)
    {
        using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        try
        {
            RandomAccess.Write(file.SafeFileHandle, new ReadOnlySpan<byte>(address, 1), 0);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
