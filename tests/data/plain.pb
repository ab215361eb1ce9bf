META
key;value
description;Made for tests
num_projects;5
num_votes;10
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;votes;name
12;100;6;Footbridge
7;250;4;Reading room
30;80;7;Street lamps
4;120;1;Drinking fountain
19;60;3;Playground shade
VOTES
voter_id;vote
1;12,30
2;12,7,30
3;30
4;12,19
5;7,30,19
6;12,30,4
7;30,7
8;12
9;12,30,19
10;7
