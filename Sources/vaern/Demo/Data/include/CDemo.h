// SPDX-License-Identifier: MPL-2.0

// The example data, embedded by the C compiler: as array literals in Swift they take a minute to compile.

#ifndef VAERN_DEMO_H
#define VAERN_DEMO_H

/// One embedded file: its name without folder, and its bytes.
struct vaern_demo_file {
    const char *name;
    const unsigned char *bytes;
    unsigned long count;
};

/// The embedded file with a number from 0 on, or a null pointer after the last.
const struct vaern_demo_file *vaern_demo_file(unsigned long number);

#endif
