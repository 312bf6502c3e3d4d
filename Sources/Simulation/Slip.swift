// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// A mistake made while entering a row.
struct Slip: Sendable {
    /// The variables that are wrong, and what stands there instead.
    let mistaken: [String: String]
    /// How many days it takes until somebody notices; an alarming value is looked at soon.
    let daysUnnoticed: ClosedRange<Int>

    private init(_ mistaken: [String: String], isAlarming: Bool = false) {
        self.mistaken = mistaken
        daysUnnoticed = isAlarming ? 0...5 : 2...35
    }

    /// The row as it is entered.
    func spoil(_ row: SDTMRow) -> SDTMRow {
        var spoiled = row
        spoiled.values.merge(mistaken) { _, wrong in wrong }
        return spoiled
    }

    /// The writes that put a row right: in place, or by deletion where its natural key was wrong.
    func correction(of row: SDTMRow, at instant: Timestamp) -> [SimulatedWrite] {
        let spoiled = spoil(row)
        guard spoiled != row else { return [] }
        let right = SimulatedWrite(at: instant, operation: .upsert(row), kind: .correction)
        let table = FollowUpTable.of(row.domain)
        guard table.rowKey(of: spoiled) != table.rowKey(of: row) else { return [right] }
        return [SimulatedWrite(at: instant, operation: .delete(spoiled), kind: .correction), right]
    }

    /// The row entered a second time under a natural key that differs a little; nil where that cannot happen.
    static func copy(of row: SDTMRow) -> SDTMRow? {
        var copy = row
        let sequence = "\(row.domain.code)SEQ"
        copy.values[sequence] = row.values[sequence].flatMap(Int.init).map { String($0 + 50_000) }
        switch row.domain {
        case .lb: copy.values["LBREFID"] = (row.values["LBREFID"] ?? "") + "A"
        case .ae: copy.values["AESPID"] = (row.values["AESPID"] ?? "") + "A"
        default: return nil
        }
        return copy
    }

    /// A wrong date for all results of one laboratory form.
    static func ofPanel(_ history: RowHistory, _ generator: inout SeededGenerator) -> Slip? {
        guard history.versions[0].row.domain == .lb, generator.chance(0.003) else { return nil }
        return earlier("LBDTC", by: generator.whole(1...9), in: history.versions[0].row)
    }

    /// A mistake in one row.
    static func ofRow(_ history: RowHistory, _ generator: inout SeededGenerator) -> Slip? {
        let row = history.versions[0].row
        switch row.domain {
        case .lb: return ofResult(row, &generator)
        case .ae: return generator.chance(0.07) ? ofEvent(row, &generator) : nil
        case .ex: return generator.chance(0.015) ? ofDose(row, &generator) : nil
        case .cm:
            return generator.chance(0.03) ? earlier("CMSTDTC", by: generator.whole(1...12), in: row) : nil
        case .vs: return generator.chance(0.012) ? ofMeasurement(row, &generator) : nil
        case .dm:
            return generator.chance(0.03) ? digitsSwapped(in: row.values["AGE"] ?? "").map { Slip(["AGE": $0]) } : nil
        case .ds: return generator.chance(0.02) ? earlier("DSSTDTC", by: generator.whole(1...4), in: row) : nil
        }
    }

    private static func ofResult(_ row: SDTMRow, _ generator: inout SeededGenerator) -> Slip? {
        let values = row.values
        let isAlarming = AlertRange.contains(row, platelets: 30, neutrophils: 0.5)
        // Very low counts are so rare that few would ever be mistyped at the common rate; the story needs some.
        guard generator.chance(isAlarming ? 0.3 : 0.013) else { return nil }
        var result = ReportedResult(
            text: values["LBSTRESN"] ?? "", isCensored: false, unit: values["LBSTRESU"] ?? "",
            low: values["LBSTNRLO"] ?? "", high: values["LBSTNRHI"] ?? "")
        guard !result.text.isEmpty else { return nil }
        switch isAlarming ? 0 : generator.index(weights: [40, 22, 18, 20]) {
        case 0: result.text = pointMoved(in: result.text, up: isAlarming || generator.chance(0.7))
        case 1: result.text = digitsSwapped(in: result.text) ?? pointMoved(in: result.text, up: false)
        case 2: result.unit = ["g/dL", "mg/dL", "10^9", "U"][generator.whole(0...3)]
        default: (result.low, result.high) = ("", "")
        }
        let slip = Slip(result.variables)
        let becomesAlarming = AlertRange.contains(slip.spoil(row), platelets: 50, neutrophils: 1)
        return Slip(result.variables, isAlarming: becomesAlarming)
    }

    private static func ofEvent(_ row: SDTMRow, _ generator: inout SeededGenerator) -> Slip? {
        let grade = Int(row.values["AETOXGR"] ?? "") ?? 1
        switch generator.index(weights: [55, 25, 20]) {
        case 0:
            let wrong = grade == 1 || (grade < 4 && generator.chance(0.5)) ? grade + 1 : grade - 1
            return Slip(["AETOXGR": String(wrong)])
        case 1: return earlier("AESTDTC", by: generator.whole(1...20), in: row)
        default:
            let pain = row.values["AEPAIN"] ?? ""
            return pain.isEmpty ? Slip(["AEREL": "RELATED"]) : Slip(["AEPAIN": pain == "Y" ? "N" : "Y"])
        }
    }

    private static func ofDose(_ row: SDTMRow, _ generator: inout SeededGenerator) -> Slip? {
        guard generator.chance(0.5) else { return earlier("EXSTDTC", by: 1, in: row) }
        return Slip(["EXDOSE": pointMoved(in: row.values["EXDOSE"] ?? "", up: true)])
    }

    private static func ofMeasurement(_ row: SDTMRow, _ generator: inout SeededGenerator) -> Slip? {
        let text = row.values["VSSTRESN"] ?? ""
        let wrong = generator.chance(0.6) ? pointMoved(in: text, up: generator.chance(0.5)) : digitsSwapped(in: text)
        return wrong.map { Slip(["VSORRES": $0, "VSSTRESC": $0, "VSSTRESN": $0]) }
    }

    /// A date some days early, for a mistaken date never lies in the future; nil for a date that is not complete.
    private static func earlier(_ variable: String, by days: Int, in row: SDTMRow) -> Slip? {
        let text = row.values[variable] ?? ""
        guard let date = ClinicalDate(sdtm: text), date.isComplete else { return nil }
        return Slip([variable: "\(date.earliest - days)\(text.dropFirst(10))"])
    }

    /// The number with one digit too few or one zero too many, in the decimals it is given with.
    private static func pointMoved(in text: String, up: Bool) -> String {
        let places = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        let scaled = Int(text.filter { $0 != "." }) ?? 0
        return decimalText(scaled: up ? scaled * 10 : scaled / 10, places: places)
    }

    /// The number with its first two digits exchanged; nil when that makes no difference.
    private static func digitsSwapped(in text: String) -> String? {
        var characters = Array(text)
        let positions = characters.indices.filter { characters[$0] != "." }.prefix(2)
        guard positions.count == 2, characters[positions[0]] != characters[positions[1]] else { return nil }
        characters.swapAt(positions[0], positions[1])
        return String(characters)
    }
}

/// Blood counts so low that somebody must look at once.
enum AlertRange {
    /// Whether a row is a platelet or neutrophil count below a bound in 10^9/L.
    static func contains(_ row: SDTMRow, platelets: Double, neutrophils: Double) -> Bool {
        guard row.domain == .lb, row.values["LBSTRESU"] == "10^9/L" else { return false }
        guard let value = row.values["LBSTRESN"].flatMap(Double.init) else { return false }
        switch row.values["LBTESTCD"] {
        case "PLAT": return value < platelets
        case "NEUT": return value < neutrophils
        default: return false
        }
    }
}
