import Commands
import Glibc

@main struct Docket {
  static func main() {
    exit(Program.run(Array(CommandLine.arguments.dropFirst())))
  }
}
