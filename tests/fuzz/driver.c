/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target over the files of a folder, so that what fuzzing found once is tested always.
 * Prints "ok NAME" for each; a fault ends the program through the sanitizers. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *dir, const char *name)
{
    static uint8_t data[1 << 20];
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "rb");
    if (!f) return 1;
    size_t n = fread(data, 1, sizeof data, f);
    fclose(f);
    /* A copy of the exact size lets the address sanitizer see a read past the end. */
    uint8_t *exact = malloc(n ? n : 1);
    if (!exact) return 1;
    for (size_t i = 0; i < n; i++) exact[i] = data[i];
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
    printf("ok %s\n", name);
    fflush(stdout);
    return 0;
}

int main(int argc, char **argv)
{
    DIR *dir = argc > 1 ? opendir(argv[1]) : NULL;
    if (!dir) {
        printf("not ok %s: no corpus\n", argc > 1 ? argv[1] : "corpus");
        return 1;
    }
    int bad = 0;
    const struct dirent *e;
    while ((e = readdir(dir)))
        if (e->d_name[0] != '.') bad |= run_file(argv[1], e->d_name);
    closedir(dir);
    return bad;
}
