/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's version, as plans and other documents name it; the same as STORKOK_VERSION. */
#ifndef SK_BASE_VERSION_H
#define SK_BASE_VERSION_H

#define SK_VERSION "0.1.0"

#endif
