// SPDX-License-Identifier: Apache-2.0

import Trial

/// SDTM SEX.
enum Sex: String, Sendable {
    case male = "M"
    case female = "F"
}

/// A study drug.
enum Drug: Int, CaseIterable, Sendable {
    case ixazomib
    case lenalidomide

    /// SDTM EXTRT.
    var treatment: String { self == .ixazomib ? "IXAZOMIB" : "LENALIDOMIDE" }

    /// Dose levels in mg, highest first (ixazomib: prescribing information; lenalidomide: the protocol's dose,
    /// 25 mg every other day, then a ladder the trial's documents do not define).
    var levels: [String] { self == .ixazomib ? ["4", "3", "2.3"] : ["25", "15", "10", "5"] }
}

/// A treatment arm; the raw value is SDTM ARMCD.
enum SimulatedArm: String, CaseIterable, Sendable {
    case ixazomib = "IXA"
    case lenalidomide = "LEN"
    case combination = "IXA-LEN"

    /// The drugs of the arm.
    var drugs: [Drug] {
        switch self {
        case .ixazomib: [.ixazomib]
        case .lenalidomide: [.lenalidomide]
        case .combination: [.ixazomib, .lenalidomide]
        }
    }

    /// SDTM ARM.
    var name: String {
        switch self {
        case .ixazomib: "Ixazomib"
        case .lenalidomide: "Lenalidomide"
        case .combination: "Ixazomib and lenalidomide"
        }
    }

    /// The arm of one of 211 places: 70, 87 and 54 subjects, the proportions of the published interim cuts.
    static func ofPlace(_ place: Int) -> SimulatedArm {
        place < 70 ? .ixazomib : place < 157 ? .lenalidomide : .combination
    }
}

/// Who a simulated subject is when they consent.
struct SimulatedSubject: Sendable {
    /// Position in the roster, which chooses the subject's random streams.
    let position: Int
    /// SDTM USUBJID, `NCT04217967-SS-NNN`.
    let identifier: String
    /// SDTM SUBJID.
    let number: String
    let hospital: Hospital
    /// The arm chosen by subject and doctor (SDTM ARMCD).
    let arm: SimulatedArm
    /// The arm whose drugs are really started (SDTM ACTARMCD).
    let actualArm: SimulatedArm
    let sex: Sex
    let age: Int
    /// SDTM RFICDTC.
    let consented: CalendarDay
    /// The day the first cycle is due.
    let due: CalendarDay
}

extension SimulatedTrial {
    /// All subjects, ordered by site and then by consent.
    ///
    /// Proportions of arms and sites are kept exactly at 211 subjects, and nearly at other numbers.
    func roster() -> [SimulatedSubject] {
        var generator = SeededGenerator(seed: seed, stream: 0x0520_5715)
        var arms = (0..<subjects).map { SimulatedArm.ofPlace($0 * Self.enrolment / subjects) }
        generator.shuffle(&arms)
        let consents = (0..<subjects).map { index in
            let hospital = Hospital.ofPlace(index * Self.enrolment / subjects)
            let day = consentDay(index, at: hospital, &generator)
            return (hospital: hospital, day: day, index: index)
        }
        let ordered = consents.sorted {
            ($0.hospital.position, $0.day, $0.index) < ($1.hospital.position, $1.day, $1.index)
        }
        var numbers = [Int](repeating: 0, count: Hospital.sizes.count)
        return ordered.enumerated().map { position, consent in
            numbers[consent.hospital.position] += 1
            let number = padded(numbers[consent.hospital.position], 3)
            return subject(
                position, number, at: consent.hospital, consented: consent.day, arm: arms[position], &generator)
        }
    }

    private func consentDay(
        _ index: Int, at hospital: Hospital, _ generator: inout SeededGenerator
    ) -> CalendarDay {
        guard index > 0 else { return start }
        let enrolment = Double(end - start) * 0.73
        let opening = enrolment * 0.03 * Double(hospital.position)
        return (start + Int(generator.between(opening...enrolment))).workingDay
    }

    private func subject(
        _ position: Int, _ number: String, at hospital: Hospital, consented: CalendarDay, arm: SimulatedArm,
        _ generator: inout SeededGenerator
    ) -> SimulatedSubject {
        let oneDrugOnly = generator.chance(0.03) && arm == .combination
        return SimulatedSubject(
            position: position,
            identifier: "\(Self.study)-\(hospital.site)-\(number)", number: "\(hospital.site)\(number)",
            hospital: hospital, arm: arm, actualArm: oneDrugOnly ? .lenalidomide : arm,
            sex: generator.chance(0.56) ? .male : .female,
            age: min(84, max(34, Int((62 + 9.5 * generator.normal()).rounded()))), consented: consented,
            due: (consented + generator.whole(4...14)).workingDay)
    }
}

extension CalendarDay {
    /// The day itself, or the Monday after it at a weekend; 1970-01-01 was a Thursday.
    var workingDay: CalendarDay {
        let weekday = (daysSince1970 % 7 + 10) % 7
        return weekday < 5 ? self : self + (7 - weekday)
    }
}
