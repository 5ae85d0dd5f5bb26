import Kernel
import Testing

@Suite struct NetworkAddressTests {
  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.2.3",
    "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::",
    "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
  ])
  func `an address that is no machine's on the internet is not public`(_ text: String) throws {
    #expect(!(try #require(NetworkAddress(text))).isPublic)
  }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1",
    "172.32.0.1", "192.167.1.1", "198.17.1.1", "198.20.0.1", "223.255.255.254",
    "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1",
  ])
  func `any other address is public`(_ text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPublic)
  }

  @Test(arguments: [
    ("::1", "0:0:0:0:0:0:0:1"), ("2001:DB8::8:0", "2001:db8:0:0:0:0:8:0"),
    ("::ffff:1.2.3.4", "0:0:0:0:0:ffff:102:304"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
    ("1.2.3.4", "1.2.3.4"),
  ])
  func `an address reads however it may be written`(_ text: String, _ plain: String) {
    #expect(NetworkAddress(text)?.description == plain)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.", "+1.2.3.4", "0x7f.0.0.1",
    "2130706433", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::",
    "::1.2.3", "[::1]", "fe80::1%eth0", "1:2:3:4:5:6:7::8:9",
  ])
  func `what some read as an address is none here`(_ text: String) {
    #expect(NetworkAddress(text) == nil)
  }
}
