// SPDX-License-Identifier: MPL-2.0
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

// Options and answers of libcurl have a variable number of arguments, which Swift cannot pass.
static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// What libcurl says went wrong, and the last refusal that the server answered.
struct ccurl_said {
    char problem[CURL_ERROR_SIZE];
    char answer[512];
};

static size_t ccurl_keep_line(char *line, size_t size, size_t count, void *said) {
    char *kept = ((struct ccurl_said *)said)->answer;
    size_t length = size * count < 511 ? size * count : 511;
    // What is said after a refusal, to end the conversation, does not matter.
    if (length > 0 && line[0] >= '4') {
        memcpy(kept, line, length);
        kept[length] = 0;
    }
    return size * count;
}

static inline void ccurl_listen(CURL *handle, struct ccurl_said *said) {
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, said->problem);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, ccurl_keep_line);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, said);
}

static inline const char *ccurl_problem(const struct ccurl_said *said) { return said->problem; }
static inline const char *ccurl_answer(const struct ccurl_said *said) { return said->answer; }

static inline CURLcode ccurl_set_mime(CURL *handle, curl_mime *value) {
    return curl_easy_setopt(handle, CURLOPT_MIMEPOST, value);
}

static inline CURLcode ccurl_response_code(CURL *handle, long *code) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, code);
}

// What a web server answers, up to a limit.
struct ccurl_body {
    unsigned char *bytes;
    size_t size;
    size_t limit;
};

static size_t ccurl_keep_body(char *part, size_t size, size_t count, void *into) {
    struct ccurl_body *body = into;
    size_t length = size * count;
    // Less than was given makes libcurl stop.
    if (length > body->limit - body->size) return 0;
    unsigned char *grown = realloc(body->bytes, body->size + length);
    if (!grown) return 0;
    memcpy(grown + body->size, part, length);
    body->bytes = grown;
    body->size += length;
    return length;
}

static inline void ccurl_keep(CURL *handle, struct ccurl_body *body) {
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, ccurl_keep_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, body);
}

// Whoever opens the sockets sees each address that is really connected to, after DNS and before anything is sent.
static inline CURLcode ccurl_set_opener(CURL *handle, curl_opensocket_callback opener, void *data) {
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, data);
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, opener);
}

// The handle keeps a copy.
static inline CURLcode ccurl_set_form(CURL *handle, const char *form, long length) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, length);
    return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, form);
}

#endif
