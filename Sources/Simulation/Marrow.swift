// SPDX-License-Identifier: Apache-2.0

import Trial

/// Blood cell counts of one subject under the doses really taken.
///
/// Each count has a personal level. A cycle's doses multiply it by a nadir factor on day 15, from which it climbs back
/// towards the level; ixazomib lowers platelets most (nadir days 14-21, recovered by the next cycle), lenalidomide
/// neutrophils. Strengths were set so that grade 3 rates come out near the published ones.
struct Marrow: Sendable {
    private let plateletLevel: Double
    private let neutrophilLevel: Double
    private let lymphocyteLevel: Double
    private let hemoglobinLevel: Double
    private let plateletSensitivity: Double
    private let neutrophilSensitivity: Double
    private let recovery: Double
    private var plateletNadir = 1.0
    private var neutrophilNadir = 1.0
    private var nadirDay: CalendarDay?
    private var anemia = 0.0

    /// The marrow of a subject after induction therapy.
    init(sex: Sex, _ generator: inout SeededGenerator) {
        plateletLevel = max(82, 196 + 48 * generator.normal())
        neutrophilLevel = max(1.35, 3.2 + 0.95 * generator.normal())
        lymphocyteLevel = max(0.4, 1.5 + 0.45 * generator.normal())
        hemoglobinLevel = (sex == .male ? 130 : 119) + 12 * generator.normal()
        plateletSensitivity = generator.factor(spread: 0.56)
        neutrophilSensitivity = generator.factor(spread: 0.42)
        recovery = min(1.1, max(0.35, 0.95 + 0.16 * generator.normal()))
    }

    /// Lets a cycle's doses act, each given as a part of the full dose; without doses the counts go on recovering.
    mutating func suppress(
        ixazomib: Double, lenalidomide: Double, on day: CalendarDay, _ generator: inout SeededGenerator
    ) {
        // A rare cytopenia has nothing to do with the dose: an infection, a progression, another drug.
        anemia = max(0, anemia * 0.6 + (generator.chance(0.012) ? generator.between(20...55) : 0))
        guard ixazomib + lenalidomide > 0 else { return }
        let platelets = joint(0.46 * ixazomib, 0.46 * lenalidomide)
        let neutrophils = joint(0.33 * ixazomib, 0.52 * lenalidomide)
        plateletNadir = exponential(-platelets * plateletSensitivity * generator.factor(spread: 0.22))
        neutrophilNadir = exponential(-neutrophils * neutrophilSensitivity * generator.factor(spread: 0.25))
        nadirDay = day
    }

    /// The effect of two drugs, which is less than the sum of both.
    private func joint(_ first: Double, _ second: Double) -> Double {
        max(first, second) + 0.35 * min(first, second)
    }

    /// A blood count drawn on a day, in the usual units.
    func count(on day: CalendarDay, _ generator: inout SeededGenerator) -> BloodCount {
        let recovered = nadirDay.map { min(1, max(0, Double(day - $0) / 13 * recovery)) } ?? 1
        let platelets = plateletLevel * (plateletNadir + (1 - plateletNadir) * recovered)
        let neutrophils = neutrophilLevel * (neutrophilNadir + (1 - neutrophilNadir) * recovered)
        var count = BloodCount(
            hemoglobin: max(42, hemoglobinLevel - anemia + 3.5 * generator.normal()), leukocytes: 0,
            neutrophils: max(0.03, neutrophils * generator.factor(spread: 0.12)),
            lymphocytes: max(0.1, lymphocyteLevel * generator.factor(spread: 0.16)),
            platelets: max(3, platelets * generator.factor(spread: 0.07)))
        count.leukocytes = count.neutrophils + count.lymphocytes + 0.35 + 0.1 * generator.unit()
        return count
    }
}

/// The results of one blood count, in the usual units.
struct BloodCount: Sendable {
    var hemoglobin: Double
    var leukocytes: Double
    var neutrophils: Double
    var lymphocytes: Double
    var platelets: Double

    /// Whether the protocol holds treatment: platelets below 30 or neutrophils below 0.5 (prescribing information).
    var callsForHold: Bool { platelets < 30 || neutrophils < 0.5 }

    /// Whether a cycle may start: neutrophils from 1.0, and platelets from 75, or from 50 on lenalidomide alone.
    func permitsCycle(of arm: SimulatedArm) -> Bool {
        neutrophils >= 1 && platelets >= (arm == .lenalidomide ? 50 : 75)
    }

    subscript(analyte: Analyte) -> Double? {
        switch analyte {
        case .hemoglobin: hemoglobin
        case .leukocytes: leukocytes
        case .neutrophils: neutrophils
        case .lymphocytes: lymphocytes
        case .platelets: platelets
        default: nil
        }
    }
}
