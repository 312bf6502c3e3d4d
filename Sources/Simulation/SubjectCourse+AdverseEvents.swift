// SPDX-License-Identifier: Apache-2.0

import Trial

extension SubjectCourse {
    /// Lets the adverse events of one cycle happen.
    mutating func adverseEvents(in cycle: Int, from dayOne: CalendarDay) {
        for (index, profile) in EventProfile.all.enumerated() {
            let onset = dayOne + generator.whole(0...27)
            let probability = profile.probability(in: cycle, of: subject.actualArm) * modifier(of: profile, on: onset)
            guard generator.chance(probability), onset > eventFree[index] else { continue }
            guard onset <= min(end, departure?.day ?? end) else { continue }
            // Nobody dies twice.
            let worst = departure?.reason == .death ? 4 : 5
            var event = SimulatedEvent(
                profile: profile, onset: onset, grade: min(worst, generator.index(weights: profile.grades) + 1),
                lasting: generator.whole(profile.days))
            describe(&event)
            consequences(of: &event)
            // Two rows of one term in one month could not be told apart where only the month is recorded.
            eventFree[index] = event.last + (profile.nature == .neuropathy ? 2_000 : 32)
            recordEvent(event, seen: dayOne)
        }
    }

    /// What protection, blood counts and the epidemic of the winter of 2022 make of a probability.
    private mutating func modifier(of profile: EventProfile, on day: CalendarDay) -> Double {
        switch profile.nature {
        case .zoster: isCovered(.zoster) ? 0.1 : 1
        case .thrombosis: isCovered(.thrombosis) ? 0.6 : 1.4
        case .infection: lastNeutrophils < 1 ? 1.8 : 1
        case .covid: Epidemic.factor(on: day)
        default: 1
        }
    }

    /// Fills in what the grade and the kind of event leave to chance.
    private mutating func describe(_ event: inout SimulatedEvent) {
        let grade = event.grade
        switch event.profile.nature {
        case .neuropathy:
            let isPainful = generator.chance([0.12, 0.3, 0.6, 0.8, 0.8][grade - 1])
            event.pain = generator.chance(0.1) ? "" : isPainful ? "Y" : "N"
        case .zoster:
            event.disseminated = generator.chance(0.08) ? "" : generator.chance(0.07) ? "Y" : "N"
        case .infection, .covid:
            event.isHospitalised = grade >= 3 && generator.chance(0.88)
        case .thrombosis:
            event.isHospitalised = generator.chance(grade >= 3 ? 0.9 : 0.35)
        default: break
        }
        if grade >= 3, generator.chance(0.12) { event.isHospitalised = true }
        event.isSerious = event.isHospitalised || grade >= 4
        event.causality = causality(of: event.profile)
        event.isPartial = grade < 3 && generator.chance(0.03)
        event.isUnresolved = event.profile.nature == .neuropathy && generator.chance(0.3)
    }

    private mutating func causality(of profile: EventProfile) -> String {
        guard !generator.chance(0.03) else { return "" }
        let words = ["RELATED", "POSSIBLY RELATED", "UNLIKELY RELATED", "NOT RELATED"]
        switch profile.nature {
        case .neuropathy, .gastrointestinal, .rash: return words[generator.index(weights: [45, 45, 8, 2])]
        case .covid: return words[generator.index(weights: [0, 6, 34, 60])]
        default: return words[generator.index(weights: [8, 47, 32, 13])]
        }
    }

    /// Holds, lowers or stops drugs as most sites would after an event, and notes which in SDTM AEACN.
    private mutating func consequences(of event: inout SimulatedEvent) {
        let grade = event.grade
        if grade == 5 { departure = Departure(day: event.last, reason: .death, isFatalEvent: true) }
        guard grade < 5, !generator.chance(subject.hospital.disregard) else { return }
        let isNeuropathyToHold = grade >= 2 || event.pain == "Y"
        switch event.profile.nature {
        case .neuropathy where grade >= 4:
            event.action = "DRUG WITHDRAWN"
            regimen.stop(.ixazomib, on: event.onset)
        case .neuropathy where isNeuropathyToHold:
            event.last = min(event.last, event.onset + 84)
            event.isUnresolved = false
            hold([.ixazomib], for: &event, lowers: grade == 3 || (grade == 2 && event.pain == "Y"))
        case .infection where grade >= 3, .covid where grade >= 2:
            hold(Drug.allCases, for: &event, lowers: false)
        case .zoster where grade >= 2:
            hold(Drug.allCases, for: &event, lowers: false)
        case .thrombosis:
            hold([.lenalidomide], for: &event, through: event.last, lowers: false)
            giveAnticoagulant(from: event.onset, through: event.onset + 120)
        case .rash where grade >= 2:
            hold([regimen.current.contains(.lenalidomide) ? .lenalidomide : .ixazomib], for: &event, lowers: true)
        case .gastrointestinal where grade >= 3:
            hold([.ixazomib], for: &event, lowers: true)
        default: break
        }
    }

    private mutating func hold(
        _ drugs: [Drug], for event: inout SimulatedEvent, through last: CalendarDay? = nil, lowers: Bool
    ) {
        let held = drugs.filter(regimen.current.contains)
        guard !held.isEmpty else { return }
        for drug in held {
            regimen.hold(drug, from: event.onset + 1, through: last ?? min(event.last, event.onset + 84))
            if lowers { regimen.stepDown(drug, on: event.onset) }
        }
        event.action = lowers ? "DOSE REDUCED" : "DRUG INTERRUPTED"
    }
}

/// When COVID-19 was about, relative to ordinary times.
enum Epidemic {
    /// 2022-12-01: restrictions end and most of the country falls ill within two months.
    static let waveStart = CalendarDay(daysSince1970: 19_327)

    /// How many times its ordinary probability COVID-19 has on a day.
    static func factor(on day: CalendarDay) -> Double {
        day < waveStart ? 0.02 : day < waveStart + 61 ? 55 : 1
    }
}
