// SPDX-License-Identifier: Apache-2.0

#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libcurl sets and reads options through variadic functions, which Swift does not import, and reports a finished
// transfer in a union. Here is one typed function for each kind of argument, and the callbacks that receive an answer.

/// What was received of one answer.
typedef struct {
    /// The body as far as it was read; NULL while none came.
    uint8_t *body;
    /// How many bytes of it were read.
    size_t body_count;
    /// How many bytes there is room for.
    size_t body_room;
    /// After how many bytes of body reading stops.
    size_t body_count_max;
    /// Whether reading was stopped because more came.
    bool is_body_cut;
    /// Whether the header came to its end; libcurl takes a header that breaks off for a whole answer.
    bool is_header_whole;
} ccurl_answer;

/// Sets an option that takes a long.
CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
/// Sets an option that takes a string; libcurl copies it.
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
/// Sets the list of header fields, which libcurl does not copy; NULL takes it away.
CURLcode ccurl_set_headers(CURL *handle, struct curl_slist *headers);
/// Sets the body of a POST; libcurl copies it.
CURLcode ccurl_set_body(CURL *handle, const void *bytes, size_t count);
/// Empties the answer and has the next one received into it; it must outlive the transfer.
CURLcode ccurl_receive_into(CURL *handle, ccurl_answer *answer, size_t body_count_max);
/// Empties the answer and gives its memory back.
void ccurl_empty(ccurl_answer *answer);

/// Sets an option of a multi handle that takes a long.
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
/// Takes the next finished transfer: its handle and its result, or NULL when there is none.
CURL *ccurl_next_finished(CURLM *multi, CURLcode *result);

/// The status of the last answer; 0 when none came.
long ccurl_status(CURL *handle);
/// The seconds of Retry-After: 0 when there is none, negative when it is a date in the past.
int64_t ccurl_retry_after_seconds(CURL *handle);
/// The duration of the last transfer in microseconds.
int64_t ccurl_duration_microseconds(CURL *handle);

#endif
