#ifndef KILL_POINT_H
#define KILL_POINT_H

// The environment variable that names the point, as `SYNCS.WRITES`.
#define KILL_POINT_VARIABLE "DOCKET_KILL_POINT"

#endif
