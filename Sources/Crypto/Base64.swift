import CSodium

/// Base64 with padding, by libsodium.
///
/// Source: RFC 4648, section 4.
package enum Base64 {
  /// The text of the bytes.
  package static func encode(_ bytes: [UInt8]) -> String {
    let length = sodium_base64_encoded_len(bytes.count, variant)
    return unsafe String(unsafeUninitializedCapacity: length) { output in
      unsafe output.withMemoryRebound(to: CChar.self) { text in
        if let start = text.baseAddress {
          _ = unsafe sodium_bin2base64(start, length, bytes, bytes.count, variant)
        }
      }
      // Without the zero at its end.
      return length - 1
    }
  }

  /// The bytes; `nil` if the text is not base64 with its padding.
  package static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { letters in
      var isWhole = false
      let most = letters.count / 4 * 3 + 3
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: most) { output, count in
        unsafe letters.withMemoryRebound(to: CChar.self) { letters in
          guard let start = output.baseAddress else { return }
          let status = unsafe sodium_base642bin(
            start, most, letters.baseAddress, letters.count, nil, &count, nil, variant)
          isWhole = status == 0
        }
        if !isWhole { count = 0 }
      }
      return isWhole ? bytes : nil
    }
  }

  private static let variant = Int32(sodium_base64_VARIANT_ORIGINAL)
}
