// SPDX-License-Identifier: Apache-2.0

/// Writes SAS transport files of version 5, for tests only: the opposite of the reader, from the format's description.
struct TransportEncoder {
    /// A variable and how it is written.
    struct Variable {
        var name: String
        var isNumber = false
        var length: Int
        var format = ""

        static func text(_ name: String, _ length: Int) -> Variable { Variable(name: name, length: length) }
        static func number(_ name: String, length: Int = 8, format: String = "") -> Variable {
            Variable(name: name, isNumber: true, length: length, format: format)
        }
    }

    var name = "LB"
    var variables: [Variable]
    /// Values as bytes of text, or as numbers.
    var rows: [[Value]] = []

    enum Value: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
        case bytes([UInt8])
        case number(Double)
        case missing(Character)

        init(stringLiteral text: String) { self = .bytes(Array(text.utf8)) }
        init(floatLiteral number: Double) { self = .number(number) }
        init(integerLiteral number: Int) { self = .number(Double(number)) }
    }

    /// The file's bytes.
    func encoded() -> [UInt8] {
        var bytes = record("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!" + zeros(30))
        bytes += record("SAS     SAS     SASLIB  9.4     Linux") + record("01JAN24:00:00:00")
        bytes += record("HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!" + zeros(17) + "1600000000140")
        bytes += record("HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!" + zeros(30))
        bytes += record("SAS     \(padded(name, 8))SASDATA 9.4     Linux") + record("01JAN24:00:00:00")
        let count = String(variables.count)
        let header = "HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!" + zeros(6)
        bytes += record(header + String(repeating: "0", count: 4 - count.count) + count + zeros(20))
        bytes += filled(descriptions)
        bytes += record("HEADER RECORD*******OBS     HEADER RECORD!!!!!!!" + zeros(30))
        return bytes + filled(rows.flatMap { zip(variables, $0).flatMap(field) })
    }

    private var descriptions: [UInt8] {
        var position = 0
        return variables.enumerated().flatMap { index, variable in
            defer { position += variable.length }
            var bytes = big(variable.isNumber ? 1 : 2, 2) + big(0, 2) + big(variable.length, 2) + big(index + 1, 2)
            bytes += Array(padded(variable.name, 8).utf8) + Array(padded("", 40).utf8)
            bytes += Array(padded(variable.format, 8).utf8) + big(0, 8)
            bytes += Array(padded("", 8).utf8) + big(0, 4) + big(position, 4)
            return bytes + [UInt8](repeating: 0, count: 140 - bytes.count)
        }
    }

    private func field(_ variable: Variable, _ value: Value) -> [UInt8] {
        switch value {
        case .bytes(let bytes): bytes + [UInt8](repeating: 0x20, count: variable.length - bytes.count)
        case .number(let number): Array(ibmBytes(number).prefix(variable.length))
        case .missing(let letter):
            [letter.asciiValue ?? 0] + [UInt8](repeating: 0, count: variable.length - 1)
        }
    }

    private func record(_ text: String) -> [UInt8] { Array(padded(text, 80).utf8) }
    private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
    private func padded(_ text: String, _ count: Int) -> String {
        text + String(repeating: " ", count: count - text.count)
    }
    private func big(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    private func filled(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0x20, count: (80 - bytes.count % 80) % 80)
    }
}

/// A number in the IBM System/360 form: the fraction is brought into 1/16..<1 by powers of 16.
func ibmBytes(_ number: Double) -> [UInt8] {
    guard number != 0 else { return [UInt8](repeating: 0, count: 8) }
    var exponent = 64
    var fraction = number.magnitude
    while fraction >= 1 { (fraction, exponent) = (fraction / 16, exponent + 1) }
    while fraction < 1 / 16 { (fraction, exponent) = (fraction * 16, exponent - 1) }
    let mantissa = UInt64(fraction * 72_057_594_037_927_936)
    let first = UInt8(exponent) | (number < 0 ? 0x80 : 0)
    return [first] + (0..<7).reversed().map { UInt8(truncatingIfNeeded: mantissa >> (8 * UInt64($0))) }
}
