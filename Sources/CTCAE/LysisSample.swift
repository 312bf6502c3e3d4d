// SPDX-License-Identifier: Apache-2.0

import Trial

/// A sample of a marker of tumour lysis.
struct LysisSample {
    /// What was measured or derived.
    var analyte: Analyte
    /// Its values; nil when they cannot be read.
    var reading: Reading?
    /// Why they cannot be read.
    var refusal: UngradableReason?
    /// When it was collected.
    var date: ClinicalDate
    /// Whether the study calls it the baseline.
    var isBaseline: Bool
    /// What a reader should know.
    var remarks: JoinedGrade.Remarks

    private init?(_ result: LabResult, as analyte: Analyte, remarks: JoinedGrade.Remarks = []) {
        guard let date = result.collected, result.value != .missing else { return nil }
        self.analyte = analyte
        self.date = date
        isBaseline = result.isBaseline
        self.remarks = remarks
        do throws(UngradableReason) {
            reading = try Reading(result, as: analyte)
        } catch {
            refusal = error
        }
    }

    private init?(_ derived: DerivedResult, of calcium: LabResult) {
        guard let date = derived.collected, case .derived(let range, let unit, _) = derived.outcome else { return nil }
        analyte = .correctedCalcium
        reading = Reading(range: range, unit: unit, rows: derived.rows)
        self.date = date
        isBaseline = calcium.isBaseline
        remarks = .derivedValue
    }

    /// The samples of a marker, in row order; of a draw's calcium the corrected one alone, where there is one.
    static func all(_ marker: LysisMarker, draws: Draws, derived: [DerivedResult]) -> [LysisSample] {
        switch marker {
        case .urate: samples(of: .urate, draws)
        case .potassium: samples(of: .potassium, draws)
        case .phosphate: samples(of: .phosphate, draws)
        case .calcium: samples(of: .correctedCalcium, draws) + calcium(draws, derived: derived)
        }
    }

    private static func calcium(_ draws: Draws, derived: [DerivedResult]) -> [LysisSample] {
        var reported = draws.reported(.correctedCalcium)
        let corrected = Dictionary(
            derived.lazy.filter { $0.derivation == .correctedCalcium }.map { ($0.origin, $0) },
            uniquingKeysWith: { first, _ in first })
        return draws.results(of: .calcium).compactMap { total in
            guard reported.companion(of: total)?.meaning != true else { return nil }
            return corrected[total.key].flatMap { LysisSample($0, of: total) }
                ?? LysisSample(total, as: .calcium, remarks: .uncorrected)
        }
    }

    private static func samples(of analyte: Analyte, _ draws: Draws) -> [LysisSample] {
        draws.results(of: analyte).compactMap { LysisSample($0, as: analyte) }
    }
}

/// The days around the start of therapy in which laboratory tumour lysis counts.
struct LysisWindow {
    /// What a sample's change is measured from.
    enum Reference {
        /// A sample before it.
        case sample(LysisSample)
        /// The sample is the baseline, or lies before it.
        case itself
        /// None is known.
        case missing
    }

    /// The start of therapy.
    var start: ClinicalDate
    /// How many days before it the window opens.
    var daysBefore: Int
    /// How many days after it the window closes.
    var daysAfter: Int

    /// Whether a date lies in the window whatever day therapy began of those it may have begun.
    func holds(_ date: ClinicalDate) -> Bool {
        date.earliest >= start.latest - daysBefore && date.latest <= start.earliest + daysAfter
    }

    /// Whether a date may lie in the window.
    func mayHold(_ date: ClinicalDate) -> Bool {
        date.latest >= start.earliest - daysBefore && date.earliest <= start.latest + daysAfter
    }

    /// The baseline of each analyte: what the study calls so, else the last sample before therapy.
    ///
    /// A sample of the first day without a time counts as taken before therapy, as is usual for SDTM LBLOBXFL.
    func baselines(among samples: [LysisSample]) -> [Analyte: LysisSample] {
        Dictionary(grouping: samples.filter { $0.reading != nil }, by: \.analyte).compactMapValues { alike in
            let before = alike.filter(\.isBaseline)
            let candidates = before.isEmpty ? alike.filter { !isAfter($0.date, start) } : before
            return candidates.max { ($0.date.latest, $0.minute) < ($1.date.latest, $1.minute) }
        }
    }

    /// What a sample's change is measured from.
    func reference(of sample: LysisSample, among baselines: [Analyte: LysisSample]) -> Reference {
        guard let baseline = baselines[sample.analyte] else { return .missing }
        return isAfter(sample.date, baseline.date) ? .sample(baseline) : .itself
    }

    private func isAfter(_ date: ClinicalDate, _ other: ClinicalDate) -> Bool {
        guard date.earliest == other.latest, let minute = date.minuteOfDay, let earlier = other.minuteOfDay else {
            return date.earliest > other.latest
        }
        return minute > earlier
    }
}

extension LysisSample {
    fileprivate var minute: Int { date.minuteOfDay ?? 0 }
}
