// The files named after Cairo are the only ones that touch the C library: every pointer is owned
// by one of two noncopyable types, and its status is read after making, drawing and writing.
internal import CCairo

/// The bytes that a C callback reads from or writes to.
final class ByteStream {
  /// The bytes, in order.
  var bytes: [UInt8]
  /// How many of them were read.
  var position = 0

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// The stream behind the address that a callback was handed.
  static func behind(_ closure: UnsafeMutableRawPointer?) -> ByteStream? {
    closure.map { Unmanaged<ByteStream>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The address for a callback; valid as long as the stream lives.
  var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// The callback that appends what Cairo writes.
  static let write: cairo_write_func_t = { closure, data, count in
    guard let stream = behind(closure), let data else { return CAIRO_STATUS_WRITE_ERROR }
    stream.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }

  /// The callback that hands out the next bytes, all or none.
  static let read: cairo_read_func_t = { closure, data, count in
    guard let stream = behind(closure), let data,
      stream.position + Int(count) <= stream.bytes.count
    else { return CAIRO_STATUS_READ_ERROR }
    for index in 0..<Int(count) { data[index] = stream.bytes[stream.position + index] }
    stream.position += Int(count)
    return CAIRO_STATUS_SUCCESS
  }
}

/// What Cairo says about a status, or nothing if all is well.
func complaint(_ status: cairo_status_t) -> String? {
  status == CAIRO_STATUS_SUCCESS ? nil : String(cString: cairo_status_to_string(status))
}
