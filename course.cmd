@echo off
rem The course's one command. "course --help" says what it can do.
setlocal
where dotnet >nul 2>nul
if errorlevel 1 (
  echo The course needs the .NET 10 SDK, and "dotnet" is not on the PATH. 1>&2
  echo Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and open a new terminal. 1>&2
  exit /b 9009
)
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
rem Whatever the packages chosen last, and whether their source still has them, changing the choice must work.
if /i "%~1"=="use" set CoursePackages=embedded
dotnet run --project "%~dp0lib\Course" -c Release -- %*
exit /b %errorlevel%
