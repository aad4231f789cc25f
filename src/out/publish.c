/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published folder: plans in, feeds out, swapped as a whole. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "out/feed.h"

enum { PATH_LEN = 4096, WEEK_LEN = 16 };

typedef struct week_file { /* a published plan */
    char name[WEEK_LEN];   /* "2023-W48.json" */
    sk_week week;
    sk_buf text;
} week_file;

typedef struct publisher {
    const sk_publish_job *job;
    sk_published *out;
    sk_err *err;
    week_file *week;
    size_t n_weeks, cap;
    bool found; /* the week to remove was there */
    sk_feed_list live, state, all;
} publisher;

static sk_code no_memory(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

static sk_code path_in(const publisher *u, const char *name, char out[PATH_LEN])
{
    int n = snprintf(out, PATH_LEN, "%s/%s", u->job->dir, name);
    if (n > 0 && n < PATH_LEN) return SK_OK;
    return sk_err_set(u->err, SK_E_INPUT, "the path is too long");
}

static bool same_week(sk_week a, sk_week b) { return a.year == b.year && a.week == b.week; }

/* A new entry in order of name; NULL when out of memory. */
static week_file *add_week(publisher *u, sk_week week)
{
    if (!SK_GROW(u->week, u->n_weeks, u->cap)) return NULL;
    size_t i = u->n_weeks++;
    for (;
         i > 0 && (u->week[i - 1].week.year > week.year ||
                   (u->week[i - 1].week.year == week.year && u->week[i - 1].week.week > week.week));
         i--)
        u->week[i] = u->week[i - 1];
    u->week[i] = (week_file){.week = week, .text = SK_BUF_INIT};
    snprintf(u->week[i].name, WEEK_LEN, "%04d-W%02d.json", week.year % 10000, week.week % 100);
    return &u->week[i];
}

static sk_code read_week(publisher *u, const char *name)
{
    char path[PATH_LEN], file[64], word[WEEK_LEN];
    sk_week week;
    size_t n = strlen(name);
    if (n != 13 || strcmp(name + 8, ".json") != 0) return SK_OK; /* none of ours */
    snprintf(word, sizeof word, "%.8s", name);
    if (!sk_week_parse(word, &week)) return SK_OK;
    if (u->job->remove && same_week(week, *u->job->remove)) {
        u->found = true;
        return SK_OK;
    }
    if (u->job->add && same_week(week, u->job->add->week)) return SK_OK;
    week_file *w = add_week(u, week);
    if (!w) return no_memory(u->err);
    snprintf(file, sizeof file, "weeks/%s", name);
    sk_code code = path_in(u, file, path);
    return code == SK_OK ? sk_file_read(path, 0, &w->text, u->err) : code;
}

static sk_code read_weeks(publisher *u)
{
    char path[PATH_LEN];
    char **names;
    size_t n;
    sk_code code = path_in(u, "weeks", path);
    if (code != SK_OK || !sk_dir_exists(path)) return code;
    code = sk_dir_list(path, &names, &n, u->err);
    if (code != SK_OK) return code;
    for (size_t i = 0; i < n && code == SK_OK; i++) code = read_week(u, names[i]);
    sk_dir_list_free(names, n);
    return code;
}

static sk_code read_state(publisher *u)
{
    char path[PATH_LEN];
    sk_buf b = SK_BUF_INIT;
    sk_code code = path_in(u, "state.json", path);
    if (code != SK_OK || !sk_file_exists(path)) return code;
    code = sk_file_read(path, 0, &b, u->err);
    if (code == SK_OK) code = sk_feed_state_read(path, sk_buf_str(&b), b.len, &u->state, u->err);
    sk_buf_free(&b);
    return code;
}

/* A published plan that does not fit any more: what it said stays said. False: nothing is known of it. */
static bool keep_week(publisher *u, sk_week week)
{
    size_t before = u->live.n;
    for (size_t i = 0; i < u->state.n; i++) {
        const sk_feed_event *e = &u->state.ev[i];
        if (!same_week(e->week, week) || e->cancelled) continue;
        if (!SK_GROW(u->live.ev, u->live.n, u->live.cap)) u->live.failed = true;
        else u->live.ev[u->live.n++] = *e;
    }
    return u->live.n > before;
}

/* The events of a week that was published before. */
static sk_code collect_week(publisher *u, const week_file *w)
{
    sk_plan *p = NULL;
    sk_day monday;
    if (!sk_week_monday(w->week, &monday) || monday + 6 < u->job->now.day - SK_FEED_PAST)
        return SK_OK;
    sk_err why;
    sk_err_init(&why, u->err ? u->err->lang : SK_LANG_SV);
    sk_code code =
        sk_plan_read_json(u->job->k, w->name, sk_buf_str(&w->text), w->text.len, &p, &why);
    if (code == SK_E_INPUT && keep_week(u, w->week)) {
        u->out->n_kept++;
        return SK_OK;
    }
    if (code != SK_OK) {
        if (u->err) *u->err = why;
        sk_err_context(u->err, "the published plan does not fit the folder");
        sk_err_hint(u->err, "plan and publish that week again, or storkok unpublish it");
        return code;
    }
    sk_feed_collect(p, u->job->lang, &u->live);
    sk_plan_free(p);
    return SK_OK;
}

static sk_code make_events(publisher *u)
{
    sk_code code = SK_OK;
    const sk_publish_job *j = u->job;
    for (size_t i = 0; i < u->n_weeks && code == SK_OK; i++) code = collect_week(u, &u->week[i]);
    if (code != SK_OK) return code;
    if (j->add) {
        sk_feed_collect(j->add, j->lang, &u->live);
        week_file *w = add_week(u, j->add->week);
        if (!w) return no_memory(u->err);
        sk_plan_write_json(j->add, &w->text);
    }
    sk_feed_sort(&u->live);
    sk_feed_settle(&u->live);
    sk_feed_fill_empty(j->k, j->lang, j->now, &u->live);
    sk_feed_merge(&u->live, &u->state, j->now, j->lang, &u->all, &u->out->events);
    return u->all.failed ? no_memory(u->err) : SK_OK;
}

/* ---- writing ---- */

static sk_code put(publisher *u, sk_outdir *o, const char *name, const sk_buf *b)
{
    if (!sk_buf_ok(b)) return no_memory(u->err);
    return sk_outdir_file(o, name, sk_buf_str(b), b->len, u->err);
}

static sk_code write_feeds(publisher *u, sk_outdir *o)
{
    sk_buf b = SK_BUF_INIT;
    sk_code code = SK_OK;
    sk_feed_event *ev = u->all.ev;
    for (size_t i = 0, end; i < u->all.n && code == SK_OK; i = end) {
        char name[PATH_LEN];
        const char *feed = ev[i].feed;
        for (end = i + 1; end < u->all.n && strcmp(ev[end].feed, feed) == 0;) end++;
        sk_buf_clear(&b);
        int len = snprintf(name, sizeof name, "feeds/%s.ics", feed);
        if (len < 0 || len >= PATH_LEN)
            code = sk_err_set(u->err, SK_E_INPUT, "the path is too long");
        if (code == SK_OK)
            code = sk_feed_write(u->job->k, u->job->lang, ev + i, end - i, &b, u->err);
        if (code == SK_OK) code = put(u, o, name, &b);
        u->out->n_feeds++;
    }
    sk_buf_free(&b);
    return code;
}

static sk_code write_files(publisher *u, sk_outdir *o)
{
    sk_buf b = SK_BUF_INIT;
    sk_code code = SK_OK;
    for (size_t i = 0; i < u->n_weeks && code == SK_OK; i++) {
        char name[64];
        snprintf(name, sizeof name, "weeks/%s", u->week[i].name);
        code = put(u, o, name, &u->week[i].text);
    }
    sk_feed_state_write(&u->all, &b); /* before the feeds: they sort by time */
    if (code == SK_OK) code = put(u, o, "state.json", &b);
    sk_buf_free(&b);
    u->out->n_weeks = (int)u->n_weeks;
    return code == SK_OK ? write_feeds(u, o) : code;
}

static sk_code write_all(publisher *u)
{
    sk_outdir *o = NULL;
    sk_code code = sk_outdir_begin(u->job->dir, &o, u->err);
    if (code != SK_OK) return code;
    code = write_files(u, o);
    if (code == SK_OK) return sk_outdir_commit(o, u->err);
    sk_outdir_abort(o);
    return code;
}

static sk_code run(publisher *u)
{
    char week[WEEK_LEN];
    sk_code code = read_weeks(u);
    if (code == SK_OK && u->job->remove && !u->found) {
        snprintf(week, sizeof week, "%04d-W%02d", u->job->remove->year % 10000,
                 u->job->remove->week % 100);
        code = sk_err_set(u->err, SK_E_INPUT, "%s is not published in %s", week, u->job->dir);
    }
    if (code == SK_OK) code = read_state(u);
    if (code == SK_OK) code = make_events(u);
    return code == SK_OK ? write_all(u) : code;
}

sk_code sk_publish(const sk_publish_job *job, sk_published *out, sk_err *err)
{
    sk_arena *a = sk_arena_new();
    publisher u = {.job = job, .out = out, .err = err};
    u.live.arena = u.state.arena = u.all.arena = a;
    *out = (sk_published){0};
    sk_code code = a ? run(&u) : no_memory(err);
    for (size_t i = 0; i < u.n_weeks; i++) sk_buf_free(&u.week[i].text);
    sk_free(u.week);
    sk_feed_list_free(&u.live);
    sk_feed_list_free(&u.state);
    sk_feed_list_free(&u.all);
    sk_arena_free(a);
    return code;
}
