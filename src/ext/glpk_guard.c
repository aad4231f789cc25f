/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guard: GLPK's error hook jumps back here. GLPK's own state lives in one environment per
 * thread; after a fault nothing of it can be trusted, so all of it is freed. */
#include <setjmp.h>
#include <string.h>

#include "ext/glpk_priv.h"

enum { WORDS = 400 };

static _Thread_local struct guard {
    jmp_buf *jump; /* where a fault goes; NULL outside of calls */
    unsigned long epoch;
    bool ready; /* the hooks are set in the current environment */
    sk_buf *log;
    char words[WORDS]; /* the last that GLPK wrote to its terminal */
    size_t n_words;
} guard;

static int on_output(void *info, const char *s)
{
    (void)info;
    size_t n = strlen(s), drop;
    if (guard.log) sk_buf_addn(guard.log, s, n);
    if (n > WORDS - 1) s += n - (WORDS - 1), n = WORDS - 1;
    drop = guard.n_words + n > WORDS - 1 ? guard.n_words + n - (WORDS - 1) : 0;
    memmove(guard.words, guard.words + drop, guard.n_words - drop);
    memcpy(guard.words + guard.n_words - drop, s, n);
    guard.n_words += n - drop;
    guard.words[guard.n_words] = '\0';
    return 1; /* never to the real terminal */
}

static void on_fault(void *info)
{
    (void)info;
    if (guard.jump) longjmp(*guard.jump, 1);
}

static bool run(sk_glpk_fn *fn, void *arg)
{
    jmp_buf here;
    if (setjmp(here) != 0) {
        guard.jump = NULL;
        return false;
    }
    guard.jump = &here;
    fn(arg);
    guard.jump = NULL;
    return true;
}

static void get_ready(void)
{
    guard.n_words = 0;
    guard.words[0] = '\0';
    if (guard.ready) return;
    glp_term_hook(on_output, NULL);
    glp_error_hook(on_fault, NULL);
    glp_term_out(GLP_OFF); /* a fault turns it on again by itself */
    guard.ready = true;
}

/* "Assertion failed: ...\nError detected in file x.c at line 7\n" on one line. */
static void tell(sk_err *err)
{
    char *w = guard.words;
    for (size_t i = 0; i < guard.n_words; i++)
        if ((unsigned char)w[i] < 0x20) w[i] = ' ';
    while (guard.n_words > 0 && w[guard.n_words - 1] == ' ') w[--guard.n_words] = '\0';
    sk_err_set(err, SK_E_SOLVER, "the solver stopped with a fault of its own: %s",
               *w ? w : "no explanation");
}

bool sk__glpk_call(sk_glpk_fn *fn, sk_glpk_fn *rescue, void *arg, sk_err *err)
{
    get_ready();
    if (run(fn, arg)) return true;
    tell(err);
    if (rescue) run(rescue, arg);
    sk_glpk_thread_end();
    return false;
}

void sk_glpk_thread_end(void)
{
    glp_free_env();
    guard.ready = false;
    guard.epoch++;
}

unsigned long sk__glpk_epoch(void) { return guard.epoch; }
const void *sk__glpk_thread(void) { return &guard; }
void sk__glpk_log(sk_buf *log) { guard.log = log; }
const char *sk_glpk_version(void) { return glp_version(); }

static void bad_call(void *arg)
{
    (void)arg;
    glp_add_rows(glp_create_prob(), -1);
}

sk_code sk__glpk_provoke(sk_err *err)
{
    return sk__glpk_call(bad_call, NULL, NULL, err) ? SK_OK : SK_E_SOLVER;
}
