// SPDX-License-Identifier: Apache-2.0

import Rules

/// What a report says, in one line.
func words(of report: TestingReport) -> LocalizedText {
    LocalizedText(en: "")
}
