// SPDX-License-Identifier: Apache-2.0

import Foundation
import Reporting

extension BoundarySheet {
    /// The sheet as JSON, keys in alphabetical order, numbers unrounded.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private var document: [String: Item] {
        let names = rule.names
        return [
            "design": .row(Dictionary(uniqueKeysWithValues: arguments.map { ($0.name, Item($0.value)) })),
            "attained_alpha": .number(attainedAlpha),
            "boundary": .rows(
                rule.rows.map { row in
                    [
                        names.first: .whole(row.first),
                        names.second: rule.isWhole ? .whole(Int(row.second)) : .number(row.second),
                    ]
                }),
            "operating_characteristics": .rows(
                characteristics.map { line in
                    line.figures.reduce(into: ["p": .number(line.probability)]) { $0[$1.name] = .number($1.value) }
                }),
            "remarks": .texts(remarks),
        ]
    }
}

/// A value of a document.
private enum Item: Encodable {
    case text(String)
    case texts([String])
    case number(Double)
    case numbers([Double])
    case whole(Int)
    case row([String: Item])
    case rows([[String: Item]])

    init(_ value: BoundarySheet.Argument.Value) {
        switch value {
        case .text(let text): self = .text(text)
        case .number(let number): self = .number(number)
        case .whole(let number): self = .whole(number)
        case .numbers(let numbers): self = .numbers(numbers)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .texts(let texts): try container.encode(texts)
        case .number(let number): try container.encode(number)
        case .numbers(let numbers): try container.encode(numbers)
        case .whole(let number): try container.encode(number)
        case .row(let row): try container.encode(row)
        case .rows(let rows): try container.encode(rows)
        }
    }
}
