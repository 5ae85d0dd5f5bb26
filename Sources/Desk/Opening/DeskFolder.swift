/// Where the parts of a desk are.
package struct DeskFolder: Equatable, Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  package var database: String { path + "/docket.db" }
  package var configuration: String { path + "/docket.lua" }
  package var plugins: String { path + "/plugins" }
  package var scripts: String { path + "/scripts" }
}
