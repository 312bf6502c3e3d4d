// SPDX-License-Identifier: Apache-2.0

#include "CCurl.h"

#include <stdlib.h>
#include <string.h>

// Makes room for so many bytes of body, doubling so that a body that comes in crumbs is not copied for each of them.
static bool make_room(ccurl_answer *answer, size_t wanted) {
    if (wanted <= answer->body_room) return true;
    size_t room = answer->body_room == 0 ? 512 : answer->body_room;
    while (room < wanted) room *= 2;
    if (room > answer->body_count_max) room = answer->body_count_max;
    uint8_t *body = realloc(answer->body, room);
    if (body == NULL) return false;
    answer->body = body;
    answer->body_room = room;
    return true;
}

// Returning fewer bytes than were given makes libcurl end the transfer with CURLE_WRITE_ERROR.
static size_t receive_body(char *bytes, size_t size, size_t count, void *context) {
    ccurl_answer *answer = context;
    const size_t arrived = size * count;
    const size_t room = answer->body_count_max - answer->body_count;
    const size_t kept = arrived < room ? arrived : room;
    if (!make_room(answer, answer->body_count + kept)) return 0;
    if (kept > 0) memcpy(answer->body + answer->body_count, bytes, kept);
    answer->body_count += kept;
    if (kept < arrived) {
        answer->is_body_cut = true;
        return 0;
    }
    return arrived;
}

// libcurl gives one line at a time, its end included. An interim answer (1xx) has a header of its own before the last.
static size_t receive_header(char *line, size_t size, size_t count, void *context) {
    ccurl_answer *answer = context;
    const size_t length = size * count;
    if (length >= 5 && memcmp(line, "HTTP/", 5) == 0) {
        answer->is_header_whole = false;
    } else if (length > 0 && (line[0] == '\r' || line[0] == '\n')) {
        answer->is_header_whole = true;
    }
    return length;
}

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_headers(CURL *handle, struct curl_slist *headers) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

CURLcode ccurl_set_body(CURL *handle, const void *bytes, size_t count) {
    // The size comes first: libcurl copies as many bytes as it knows of when it is given the body.
    const CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    if (code != CURLE_OK) return code;
    return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, count == 0 ? "" : bytes);
}

CURLcode ccurl_receive_into(CURL *handle, ccurl_answer *answer, size_t body_count_max) {
    ccurl_empty(answer);
    answer->body_count_max = body_count_max;
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive_body);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEDATA, answer);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, receive_header);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERDATA, answer);
    return code;
}

void ccurl_empty(ccurl_answer *answer) {
    free(answer->body);
    memset(answer, 0, sizeof *answer);
}

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

CURL *ccurl_next_finished(CURLM *multi, CURLcode *result) {
    int remaining = 0;
    const CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &remaining)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}

long ccurl_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

int64_t ccurl_retry_after_seconds(CURL *handle) {
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
    return seconds;
}

int64_t ccurl_duration_microseconds(CURL *handle) {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &microseconds);
    return microseconds;
}
