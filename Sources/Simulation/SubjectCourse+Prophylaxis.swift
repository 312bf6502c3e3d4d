// SPDX-License-Identifier: Apache-2.0

import Trial

/// A protective medication and where the subject stands with it.
struct Prophylactic: Sendable {
    /// What is prevented.
    enum Purpose: Sendable {
        case zoster, thrombosis, pneumocystis
    }

    let purpose: Purpose
    /// Position of the running CM row in `histories`; nil in a gap.
    var open: Int?
    /// The day a gap ends; nil when it does not.
    var resumes: CalendarDay?

    /// SDTM CMTRT.
    var treatment: String {
        switch purpose {
        case .zoster: "ACYCLOVIR"
        case .thrombosis: "ASPIRIN"
        case .pneumocystis: "SULFAMETHOXAZOLE/TRIMETHOPRIM"
        }
    }

    /// SDTM CMDOSE in mg.
    var dose: String {
        switch purpose {
        case .zoster: "400"
        case .thrombosis: "100"
        case .pneumocystis: "960"
        }
    }

    /// How often subjects of an arm are put on it, as a probability.
    static func use(_ purpose: Purpose, in arm: SimulatedArm) -> Double {
        switch purpose {
        case .zoster: arm == .lenalidomide ? 0.45 : 0.9
        case .thrombosis: arm == .ixazomib ? 0.08 : 0.82
        case .pneumocystis: 0.2
        }
    }
}

extension SubjectCourse {
    /// Whether a purpose is covered at this time.
    func isCovered(_ purpose: Prophylactic.Purpose) -> Bool {
        prophylactics.contains { $0.purpose == purpose && $0.open != nil }
    }

    /// Starts the prophylactics the doctor chose, most on the day of the first dose.
    mutating func startProphylaxis(on day: CalendarDay) {
        for purpose in [Prophylactic.Purpose.zoster, .thrombosis, .pneumocystis] {
            guard generator.chance(Prophylactic.use(purpose, in: subject.actualArm)) else { continue }
            prophylactics.append(Prophylactic(purpose: purpose))
            let began = generator.chance(0.25) ? day - generator.whole(1...90) : day
            open(prophylactics.count - 1, on: began, known: day, isPartial: generator.chance(0.03))
        }
    }

    /// Lets prophylaxis lapse and resume in a cycle; aspirin mostly rests while platelets are below 50.
    mutating func updateProphylaxis(from dayOne: CalendarDay) {
        for index in prophylactics.indices {
            if let resumes = prophylactics[index].resumes, resumes < dayOne + 28, resumes <= end {
                prophylactics[index].resumes = nil
                open(index, on: resumes, known: min(end, dayOne + 28), isPartial: false)
            } else if prophylactics[index].open != nil, generator.chance(0.014) {
                let lapse = dayOne + generator.whole(0...27)
                close(index, on: lapse, known: dayOne + 28)
                if !generator.chance(0.15) { prophylactics[index].resumes = lapse + generator.whole(10...75) }
            }
        }
    }

    /// Stops aspirin for low platelets, as most sites do.
    mutating func restAspirin(on day: CalendarDay) {
        for index in prophylactics.indices where prophylactics[index].purpose == .thrombosis {
            guard prophylactics[index].open != nil, generator.chance(0.75) else { continue }
            close(index, on: day, known: day)
            prophylactics[index].resumes = day + generator.whole(14...42)
        }
    }

    /// Ends prophylaxis some time after treatment, where the site records an end at all.
    mutating func endProphylaxis(on day: CalendarDay) {
        for index in prophylactics.indices where prophylactics[index].open != nil && generator.chance(0.6) {
            close(index, on: day, known: day)
        }
    }

    /// Gives a growth factor for three days.
    mutating func giveGrowthFactor(from day: CalendarDay) {
        medication("FILGRASTIM", indication: "NEUTROPENIA", dose: "0.3", from: "\(day)", known: day)
        histories[histories.count - 1].update(known: day + 3, ["CMENDTC": "\(day + 2)", "CMENRTPT": ""])
    }

    /// Gives an anticoagulant, for a thrombosis.
    mutating func giveAnticoagulant(from day: CalendarDay, through last: CalendarDay) {
        medication("RIVAROXABAN", indication: "VENOUS THROMBOSIS", dose: "20", from: "\(day)", known: day)
        histories[histories.count - 1].update(known: last, ["CMENDTC": "\(last)", "CMENRTPT": ""])
    }

    private mutating func open(_ index: Int, on day: CalendarDay, known: CalendarDay, isPartial: Bool) {
        let prophylactic = prophylactics[index]
        let start = isPartial ? String("\(day)".prefix(7)) : "\(day)"
        prophylactics[index].open = medication(
            prophylactic.treatment, indication: "PROPHYLAXIS", dose: prophylactic.dose, from: start, known: known)
    }

    private mutating func close(_ index: Int, on day: CalendarDay, known: CalendarDay) {
        guard let row = prophylactics[index].open else { return }
        histories[row].update(known: max(day, known), ["CMENDTC": "\(day)", "CMENRTPT": ""])
        prophylactics[index].open = nil
    }

    @discardableResult
    private mutating func medication(
        _ treatment: String, indication: String, dose: String, from start: String, known: CalendarDay
    ) -> Int {
        record(
            .cm, form: newForm(), known: known, minute: 13 * 60,
            [
                "CMTRT": treatment, "CMDECOD": treatment, "CMINDC": indication, "CMDOSE": dose, "CMDOSU": "mg",
                "CMDOSFRQ": "QD", "CMROUTE": "ORAL", "CMSTDTC": start, "CMENRTPT": "ONGOING",
            ])
    }
}
