import HTTP
import Kernel
import Packs
import System
import Texts

/// Where an index is: a folder of this machine, or a place on the web.
package enum IndexLocation: Equatable, Sendable {
  /// From the root.
  case folder(String)
  /// Ends with a slash.
  case web(WebAddress)

  /// Milliseconds for one file from the web.
  static let patience: Int64 = 60_000

  /// Reads a path from the root, or a URL without password and query; throws for anything else.
  package init(_ text: String) throws {
    guard text.utf8.count <= Limit.conditionCharacters else {
      throw Refusal(.invalid, Text.indexBadLocation)
    }
    guard text.contains("://") else {
      guard text.hasPrefix("/"), text.isPlainName(ofAtMost: Limit.conditionCharacters) else {
        throw Refusal(.invalid, Text.indexBadLocation)
      }
      self = .folder(text)
      return
    }
    let address: WebAddress
    do throws(WebAddressError) { address = try WebAddress(text) } catch {
      throw Refusal(.invalid, error == .credentials ? Text.indexCredentials : error.text)
    }
    guard !address.target.contains("?") else {
      throw Refusal(.invalid, Text.indexQuery)
    }
    self = .web(address.target.hasSuffix("/") ? address : try WebAddress(address.url + "/"))
  }

  /// The same of what somebody types: a path from where they are will do.
  package init(typed text: String) throws {
    guard !text.contains("://") else {
      try self.init(text)
      return
    }
    guard FileSystem.isFolder(text) else {
      throw DeskError.unreadable(path: text, reason: Text.indexNoFolder)
    }
    try self.init(FileSystem.absolute(text))
  }

  /// As it is written down.
  package var text: String {
    switch self {
    case .folder(let path): path
    case .web(let address): address.url
    }
  }

  /// A file that lies there, of at most so many bytes.
  ///
  /// Links are not followed, redirections neither: where they lead to is none of what was agreed to.
  func bytes(
    of file: String, atMost limit: Int, through network: any Network,
    isStopped: @escaping () -> Bool,
  ) throws -> [UInt8] {
    switch self {
    case .folder(let folder): return try IndexLocation.bytes(of: file, in: folder, atMost: limit)
    case .web(let place):
      let address = try place.resolving(file)
      var request = WebRequest(
        .get, address, timeout: IndexLocation.patience, reach: WebReach(trusting: address))
      request.answerLimit = limit
      let answer = try network.send(request, isStopped: isStopped)
      guard answer.status == 200 else {
        throw DeskError.invalid(
          what: address.url,
          reason: (300..<400).contains(answer.status)
            ? Text.indexRedirects(status: answer.status) : Text.indexStatus(status: answer.status))
      }
      return answer.body
    }
  }

  private static func bytes(
    of file: String, in folder: String, atMost limit: Int,
  ) throws -> [UInt8] {
    do throws(SystemError) {
      return try OpenFile.plain([file], beneath: folder).rest(atMost: limit)
    } catch {
      throw DeskError.unreadable(path: "\(folder)/\(file)", reason: error.reason)
    }
  }
}
