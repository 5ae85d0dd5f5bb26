import Foundation
import Testing

/// A real bash that has read the completions and completes a line as at the Tab key.
struct BashShell {
  let desk: TestDesk
  var person: String?

  /// What bash offers for the last word of the line, in its order.
  func completions(of line: String) throws -> [String] {
    let script = """
      source <("$DOCKET" completion bash)
      docket() { "$DOCKET" "$@"; }
      # What readline does: the words, split at COMP_WORDBREAKS too, and the last one of them.
      COMP_LINE=$1 COMP_POINT=${#1}
      read -r -a COMP_WORDS <<<"$(printf %s "$1" | sed 's/[:=]/ & /g')"
      case $1 in *[\\ :=]) COMP_WORDS+=("") ;; esac
      COMP_WORDS[0]=$DOCKET
      COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
      _docket
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--norc", "-c", script, "bash", line]
    process.currentDirectoryURL = URL(fileURLWithPath: desk.folder)
    var environment = desk.process([]).variables
    environment["DOCKET"] = DocketProcess.program.path
    environment["DOCKET_AS"] = person
    process.environment = environment
    let output = try TemporaryFile()
    let errors = try TemporaryFile()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try output.writing()
    process.standardError = try errors.writing()
    try process.run()
    process.waitUntilExit()
    #expect(try errors.text() == "", "completing is silent")
    return try output.text().split(separator: "\n").map(String.init)
  }
}
