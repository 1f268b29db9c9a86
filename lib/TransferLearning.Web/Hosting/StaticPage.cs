using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace TransferLearning.Web.Hosting;

/// <summary>Serves the built page. Vite puts a hash of the content into every name under <c>assets</c>, so those may be kept for ever.</summary>
internal static class StaticPage
{
    public static void Use(WebApplication app, string folder)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = prepared => prepared.Context.Response.Headers.CacheControl =
                IsHashed(prepared) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    private static bool IsHashed(StaticFileResponseContext prepared) => prepared.Context.Request.Path.StartsWithSegments("/assets");
}
