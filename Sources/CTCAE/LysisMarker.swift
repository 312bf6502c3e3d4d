// SPDX-License-Identifier: Apache-2.0

import Trial

/// One of the four abnormalities of which laboratory tumour lysis needs two.
///
/// The numbers are those of the definition in CTCAE v6.0, which are Cairo and Bishop's (Br J Haematol 2004;127:3);
/// the latter gives them in mg/dL too.
enum LysisMarker: CaseIterable {
    /// Urate of 476 umol/L (8 mg/dL) and more.
    case urate
    /// Potassium of 6.0 mmol/L and more.
    case potassium
    /// Phosphate of 1.45 mmol/L (4.5 mg/dL) and more in adults, 2.1 mmol/L (6.5 mg/dL) and more in children.
    case phosphate
    /// Calcium of 1.75 mmol/L (7 mg/dL) and less.
    case calcium

    /// Whether a marker is abnormal.
    enum Verdict {
        /// A sample meets the cut, or has changed by a quarter from baseline.
        case abnormal(rows: [RowKey])
        /// Every sample is on the other side.
        case normal
        /// Samples or what they need are missing or cannot be read.
        case unknown(UngradableReason)
    }

    /// The share by which a marker must have changed from baseline.
    private static let change = 0.25

    private var relation: Relation { self == .calcium ? .atMost : .atLeast }

    /// The cut in each unit it was published in, the first being the one that others are converted from.
    private func cuts(isChild: Bool) -> [(unit: LabUnit, number: Double)] {
        switch self {
        case .urate: [(.micromolesPerLitre, 476), (.milligramsPerDecilitre, 8)]
        case .potassium: [(.millimolesPerLitre, 6)]
        case .phosphate where isChild: [(.millimolesPerLitre, 2.1), (.milligramsPerDecilitre, 6.5)]
        case .phosphate: [(.millimolesPerLitre, 1.45), (.milligramsPerDecilitre, 4.5)]
        case .calcium: [(.millimolesPerLitre, 1.75), (.milligramsPerDecilitre, 7)]
        }
    }

    /// Judges the samples of the window.
    ///
    /// - Parameters:
    ///   - samples: All samples of the marker, in and out of the window.
    ///   - ages: The subject's age when therapy began; nil when it is not known.
    func verdict(on samples: [LysisSample], in window: LysisWindow, ages: ValueRange?) -> Verdict {
        var unknown: UngradableReason?
        var hasNormal = false
        let baselines = window.baselines(among: samples)
        for sample in samples where window.mayHold(sample.date) {
            switch verdict(on: sample, baseline: window.reference(of: sample, among: baselines), ages: ages) {
            case .abnormal(let rows):
                if window.holds(sample.date) { return .abnormal(rows: rows) }
                // The start of therapy is a partial date, and it may be too far away.
                unknown = unknown ?? .valueCensored
            case .unknown(let reason): unknown = unknown ?? reason
            case .normal: hasNormal = true
            }
        }
        if let unknown { return .unknown(unknown) }
        return hasNormal ? .normal : .unknown(.valueMissing)
    }

    private func verdict(on sample: LysisSample, baseline: LysisWindow.Reference, ages: ValueRange?) -> Verdict {
        guard let reading = sample.reading else { return .unknown(sample.refusal ?? .valueMissing) }
        let absolute = verdict(on: reading, of: sample.analyte, ages: ages)
        if case .abnormal = absolute { return absolute }
        let relative: Verdict =
            switch baseline {
            case .itself: .normal
            case .missing: .unknown(.baselineMissing)
            case .sample(let other): verdict(on: reading, against: other, of: sample.analyte)
            }
        if case .normal = relative { return absolute }
        return relative
    }

    private func verdict(on reading: Reading, of analyte: Analyte, ages: ValueRange?) -> Verdict {
        let isChild: [Bool] = ages.map { [$0.lowest < 18, $0.highest < 18] } ?? [true, false]
        let verdicts = isChild.map { isChild -> Bool? in
            let cuts = cuts(isChild: isChild)
            let threshold =
                cuts.first { $0.unit == reading.unit }?.number
                ?? analyte.convert(cuts[0].number, from: cuts[0].unit, to: reading.unit)
            guard let threshold else { return nil }
            let ends = [reading.range.lowest, reading.range.highest].map { relation.holds($0, threshold) }
            return ends[0] == ends[1] ? ends[0] : nil
        }
        guard let first = verdicts[0], let second = verdicts[1] else { return .unknown(.valueCensored) }
        guard first == second else { return .unknown(.ageMissing) }
        return first ? .abnormal(rows: reading.rows) : .normal
    }

    private func verdict(on reading: Reading, against baseline: LysisSample, of analyte: Analyte) -> Verdict {
        guard let reference = try? baseline.reading?.converted(to: reading.unit, of: analyte) else {
            return .unknown(.baselineMissing)
        }
        let factor = self == .calcium ? 1 - LysisMarker.change : 1 + LysisMarker.change
        let (now, then) = (reading.range, reference.range)
        // The two corners that decide: the change is certain at one, and impossible at the other.
        let certain = self == .calcium ? (now.highest, then.lowest) : (now.lowest, then.highest)
        let possible = self == .calcium ? (now.lowest, then.highest) : (now.highest, then.lowest)
        if relation.holds(certain.0, certain.1 * factor) { return .abnormal(rows: reading.rows + reference.rows) }
        return relation.holds(possible.0, possible.1 * factor) ? .unknown(.valueCensored) : .normal
    }
}
