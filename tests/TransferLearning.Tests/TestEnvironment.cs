using System.Runtime.CompilerServices;

namespace TransferLearning.Tests;

internal static class TestEnvironment
{
    /// <summary>Tests never ask the internet, whatever name they try to load, and never see this machine's cache.</summary>
    [ModuleInitializer]
    internal static void StayOffline()
    {
        Environment.SetEnvironmentVariable("HF_HUB_OFFLINE", "1");
        Environment.SetEnvironmentVariable("HF_HUB_CACHE", Path.Combine(AppContext.BaseDirectory, "no-cache"));
        Environment.SetEnvironmentVariable("HF_TOKEN", null);
    }
}
