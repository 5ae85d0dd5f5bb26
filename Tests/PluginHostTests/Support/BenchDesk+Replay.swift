import Kernel
import PluginHost
import Texts

extension BenchDesk {
  func replay(_ export: [UInt8], as person: String?) throws -> SpecReplay {
    // Nor is anything replayed.
    throw Refusal(.notFound, Text(words: "no replay on this desk"))
  }

  // Its sandboxes are as new as it is.
  func reload() throws -> [Text] { [] }
}
