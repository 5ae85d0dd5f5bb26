// A call of Linux that Swift's Glibc does not offer.
#ifndef DOCKET_EXCHANGE_NAMES_H
#define DOCKET_EXCHANGE_NAMES_H

// Gives each of two files or folders the other's name, at once: at no moment is one of the names
// free. 0, or -1 with errno; EINVAL where the file system cannot.
int exchange_names(const char *one, const char *other);

#endif
