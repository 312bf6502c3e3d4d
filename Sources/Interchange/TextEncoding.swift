// SPDX-License-Identifier: Apache-2.0

import Glibc

/// How a file's bytes are text.
///
/// Neither SAS transport v5 nor CSV declares it.
package enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8, of which ASCII is a part.
    case utf8 = "UTF-8"
    /// Western European Windows text.
    case windows1252 = "windows-1252"
    /// Chinese text; GBK and GB 2312 are parts of it.
    case gb18030 = "GB18030"
}

/// Collects what a file's texts look like, and names the encoding that fits all of them.
///
/// A file is judged as a whole, because single GB18030 characters may be valid UTF-8 by chance.
struct TextEncodingEvidence {
    private var isUTF8 = true
    private var singleHighBytes = 0
    private var pairedHighBytes = 0

    /// Takes one text into account.
    mutating func add(_ text: some Sequence<UInt8> & Collection) {
        guard text.contains(where: { $0 >= 0x80 }) else { return }
        if isUTF8 { isUTF8 = isValidUTF8(text) }
        var run = 0
        for byte in text {
            if byte >= 0x80 {
                run += 1
            } else {
                count(run)
                run = 0
            }
        }
        count(run)
    }

    /// Chinese characters are pairs of high bytes; accented letters stand alone among ASCII.
    var encoding: TextEncoding {
        if isUTF8 { return .utf8 }
        return pairedHighBytes > singleHighBytes ? .gb18030 : .windows1252
    }

    private mutating func count(_ run: Int) {
        if run == 1 { singleHighBytes += 1 } else { pairedHighBytes += run }
    }
}

private func isValidUTF8(_ text: some Sequence<UInt8>) -> Bool {
    var decoder = UTF8()
    var bytes = text.makeIterator()
    while true {
        switch decoder.decode(&bytes) {
        case .scalarValue: continue
        case .emptyInput: return true
        case .error: return false
        }
    }
}

/// Turns a file's bytes into text of one encoding.
///
/// What the encoding does not have becomes U+FFFD, so that the rest of the text is kept.
final class TextDecoder {
    private let encoding: TextEncoding
    private let converter: iconv_t?

    /// A decoder of an encoding.
    init(_ encoding: TextEncoding) throws(InterchangeError) {
        self.encoding = encoding
        guard encoding == .gb18030 else {
            converter = nil
            return
        }
        let opened = iconv_open("UTF-8", encoding.rawValue)
        guard opened != iconv_t(bitPattern: -1) else { throw .encodingMissing(name: encoding.rawValue) }
        converter = opened
    }

    deinit {
        if let converter { iconv_close(converter) }
    }

    /// The text of some bytes.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard encoding != .utf8, bytes.contains(where: { $0 >= 0x80 }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        guard let converter else {
            return String(String.UnicodeScalarView(bytes.map(windows1252Scalar)))
        }
        return converted(bytes, by: converter)
    }

    private func converted(_ bytes: UnsafeBufferPointer<UInt8>, by converter: iconv_t) -> String {
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 4)
        var result: [UInt8] = []
        var rest = UnsafeMutablePointer(
            mutating: UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self))
        var restCount = bytes.count
        while restCount > 0 {
            output.withUnsafeMutableBufferPointer { buffer in
                var free = buffer.count
                var end = buffer.baseAddress
                iconv(converter, &rest, &restCount, &end, &free)
                result += buffer.prefix(buffer.count - free).map { UInt8(bitPattern: $0) }
            }
            guard restCount > 0 else { break }
            // The converter stopped at a byte it cannot read.
            result += [0xEF, 0xBF, 0xBD]
            rest = rest?.successor()
            restCount -= 1
        }
        iconv(converter, nil, nil, nil, nil)
        return String(decoding: result, as: UTF8.self)
    }
}

/// The character of a windows-1252 byte; the five bytes without one stand for control characters, as in WHATWG's
/// Encoding Standard.
private func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
    let high: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(high[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
}
