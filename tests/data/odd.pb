META
key;value
description;"Made for tests; with ""quotes"""
num_projects;4
num_votes;6
vote_type;approval
PROJECTS
votes;name;project_id;cost
3;"Well; and pump";well;10
2;"The ""old"" mill";mill;20
0;广场;square;30
4;Bus shelter;bus;5
VOTES
vote;voter_id
well,bus;a1
"well , mill";a2
;a3
bus;a4
mill,bus;a5
bus,well;a6
