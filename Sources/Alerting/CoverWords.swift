// SPDX-License-Identifier: Apache-2.0

import Rules

/// What a report says, in one line.
func words(of report: CoverReport) -> LocalizedText {
    LocalizedText(en: "")
}
